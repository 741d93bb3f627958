package io.netia.bodies.rest;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The bodies that are being read: on how many threads, and how much, in all and by address. */
final class Arrivals {

  private final Semaphore waitingShortly;
  private final Semaphore slow;
  private final int shortlyOfOne;
  private final int slowOfOne;
  private final BodyMemory memory;
  private final Map<String, Share> shares = new ConcurrentHashMap<>();
  private final Map<IncomingBody, Boolean> bodies = new ConcurrentHashMap<>();

  /** What one address has on its way. */
  private static final class Share {
    private int bodies;
    private int slow;
    private long bytes;
  }

  /**
   * Nothing is being read yet.
   *
   * @param shortly threads that may wait for a moment; one address gets half of them
   * @param slow threads that may wait longer
   * @param slowOfOne of the latter, for one address
   */
  Arrivals(int shortly, int slow, int slowOfOne, BodyMemory memory) {
    this.waitingShortly = new Semaphore(shortly);
    this.shortlyOfOne = (shortly + 1) / 2;
    this.slow = new Semaphore(slow);
    this.slowOfOne = slowOfOne;
    this.memory = memory;
  }

  /** Lets a body wait for a moment; else answers the status with which it is refused. */
  Optional<Integer> begin(IncomingBody body) {
    if (!waitingShortly.tryAcquire()) {
      return Optional.of(503);
    }
    bodies.put(body, false);
    Share share =
        shares.compute(
            body.address(),
            (address, known) -> {
              Share all = known == null ? new Share() : known;
              all.bodies++;
              return all;
            });
    synchronized (share) {
      if (share.bodies - share.slow <= shortlyOfOne) {
        return Optional.empty();
      }
    }
    end(body);
    return Optional.of(429);
  }

  /** Lets a body wait longer than that; else answers the status with which it is refused. */
  Optional<Integer> slowDown(IncomingBody body) {
    @Nullable Share share = shares.get(body.address());
    if (share == null) {
      return Optional.of(503);
    }
    synchronized (share) {
      if (share.slow >= slowOfOne) {
        return Optional.of(429);
      }
      if (!slow.tryAcquire()) {
        return Optional.of(503);
      }
      share.slow++;
    }
    bodies.put(body, true);
    waitingShortly.release();
    return Optional.empty();
  }

  /** Makes room for more bytes of a body; else answers the status with which it is refused. */
  Optional<Integer> grow(IncomingBody body, int bytes) {
    @Nullable Share share = shares.get(body.address());
    if (share == null) {
      return Optional.of(503);
    }
    synchronized (share) {
      if (share.bytes + bytes > memory.share()) {
        return Optional.of(429);
      }
      if (!memory.reserve(bytes)) {
        return Optional.of(503);
      }
      share.bytes += bytes;
    }
    return Optional.empty();
  }

  /** Lets a body go, and with it the memory of what has arrived of it. */
  void end(IncomingBody body) {
    Boolean isSlow = bodies.remove(body);
    if (isSlow == null) {
      return;
    }
    (isSlow ? slow : waitingShortly).release();
    memory.release(body.held());
    shares.computeIfPresent(
        body.address(),
        (address, share) -> {
          synchronized (share) {
            share.bytes -= body.held();
            share.slow -= isSlow ? 1 : 0;
            share.bodies--;
            return share.bodies == 0 ? null : share;
          }
        });
  }

  /** Closes the connections of those that should have been given up by now. */
  void closeStuck(long nanos) {
    bodies.keySet().forEach(body -> body.closeIfStuck(nanos));
  }
}
