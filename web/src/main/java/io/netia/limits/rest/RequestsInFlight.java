package io.netia.limits.rest;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The requests of each address that hold a thread, and perhaps a connection of the database: so
 * many are served at the same time, as many again wait for a moment, and the others are refused.
 */
final class RequestsInFlight {

  private final int most;
  private final Duration wait;
  private final ConcurrentHashMap<String, Share> shares = new ConcurrentHashMap<>();

  private static final class Share {
    private final Semaphore places;
    private final Semaphore turns;

    /** Counted under the lock of the map, so that a share in use is not forgotten. */
    private int requests;

    Share(int most) {
      places = new Semaphore(2 * most);
      turns = new Semaphore(most);
    }
  }

  /**
   * Nobody is being served.
   *
   * @param most how many of one address are; 0 for any number
   * @param wait how long another one waits
   */
  RequestsInFlight(int most, Duration wait) {
    this.most = most;
    this.wait = wait;
  }

  /** Begins a request, perhaps after a wait; false when it has to be refused. */
  boolean enter(String address) {
    if (most == 0) {
      return true;
    }
    @Nullable Share share =
        shares.compute(
            address,
            (same, known) -> {
              Share all = known == null ? new Share(most) : known;
              all.requests++;
              return all;
            });
    if (share == null) {
      throw new IllegalStateException("no share");
    }
    if (share.places.tryAcquire()) {
      if (isTurn(share)) {
        return true;
      }
      share.places.release();
    }
    forget(address);
    return false;
  }

  private boolean isTurn(Share share) {
    try {
      return share.turns.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends a request that has begun. */
  void leave(String address) {
    @Nullable Share share = most == 0 ? null : shares.get(address);
    if (share != null) {
      share.turns.release();
      share.places.release();
      forget(address);
    }
  }

  private void forget(String address) {
    shares.computeIfPresent(address, (same, share) -> --share.requests == 0 ? null : share);
  }
}
