package io.netia.bodies.rest;

import io.netia.limits.Budget;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A body that has not come with its head: read as it comes, as long as it keeps its pace. */
final class IncomingBody {

  /** The outcome of a body that may be served. */
  static final int COMPLETE = 200;

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** How much later than its reader the sweep gives a body up. */
  private static final Duration STUCK = Duration.ofSeconds(3);

  private final String address;
  private final long announced;
  private final int limit;
  private final long begun;
  private final Arrivals arrivals;
  private final Optional<Readability> connection;
  private final BooleanSupplier discards;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private final byte[] chunk = new byte[8192];
  private final AtomicLong received = new AtomicLong();
  private volatile int outcome;
  private boolean mayDiscard;
  private long held;

  /**
   * A body of which nothing has been read.
   *
   * @param announced the Content-Length, or -1
   * @param limit bytes, beyond which 413
   * @param begun when the request came, in nanoseconds
   * @param discards whether it may be read to its end once it is refused; asked at most once
   */
  IncomingBody(
      String address,
      long announced,
      int limit,
      long begun,
      Arrivals arrivals,
      Optional<Readability> connection,
      BooleanSupplier discards) {
    this.address = address;
    this.announced = announced;
    this.limit = limit;
    this.begun = begun;
    this.arrivals = arrivals;
    this.connection = connection;
    this.discards = discards;
    this.outcome = announced > limit ? 413 : COMPLETE;
  }

  String address() {
    return address;
  }

  /** Bytes that are in memory. */
  long held() {
    return held;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /**
   * Reads to the end, or until the body is given up.
   *
   * @return {@link #COMPLETE}, or the status of the refusal
   */
  int readFrom(ServletInputStream stream) {
    boolean isSlow = false;
    try {
      while (received.get() != announced && received.get() <= Budget.Bodies.DISCARDED) {
        if (outcome != COMPLETE && !isDiscarding()) {
          return outcome;
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        if (isLate(taken)) {
          return outcome == COMPLETE ? 408 : outcome;
        }
        if (!isSlow && taken.compareTo(Budget.Bodies.SHORT_WAIT) > 0) {
          Optional<Integer> refusal = arrivals.slowDown(this);
          if (refusal.isPresent()) {
            return outcome == COMPLETE ? refusal.get() : outcome;
          }
          isSlow = true;
        }
        if (announced < 0 && stream.isFinished() && stream.available() == 0) {
          return outcome;
        }
        if (hasMore(stream, isSlow)) {
          int count = stream.read(chunk);
          if (count < 0) {
            return announced >= 0 ? 400 : outcome;
          }
          take(count);
        }
      }
      return outcome;
    } catch (IOException broken) {
      // The sender has gone, or has sent what is no chunk, or the sweep has closed the connection.
      return 400;
    }
  }

  private boolean isDiscarding() {
    mayDiscard = mayDiscard || discards.getAsBoolean();
    return mayDiscard;
  }

  private boolean hasMore(ServletInputStream stream, boolean isSlow) throws IOException {
    // What the listener has taken already of a body in chunks does not show on the connection.
    boolean isHidden = isSlow && announced < 0;
    return stream.available() > 0
        || isHidden
        || connection.isEmpty()
        || connection.get().within(isSlow ? LOOK : Budget.Bodies.SHORT_WAIT);
  }

  private boolean isLate(Duration taken) {
    return outcome == COMPLETE
        ? Pace.isTooSlow(taken, received.get())
        : taken.compareTo(Budget.Bodies.DISCARDING) > 0;
  }

  private void take(int count) {
    long total = received.addAndGet(count);
    if (outcome != COMPLETE) {
      return;
    }
    Optional<Integer> refusal = total > limit ? Optional.of(413) : arrivals.grow(this, count);
    if (refusal.isEmpty()) {
      held += count;
      bytes.write(chunk, 0, count);
    } else {
      outcome = refusal.get();
      bytes.reset();
    }
  }

  /** A read returns when there is something of the body; half a line of its framing is nothing. */
  void closeIfStuck(long nanos) {
    Duration taken = Duration.ofNanos(nanos - begun).minus(STUCK);
    if (isLate(taken)) {
      connection.ifPresent(Readability::close);
    }
  }
}
