package io.netia.live.socket.dispatch;

import java.util.function.LongSupplier;

/** How fast something may happen. Used by one thread at a time. */
final class TokenBucket {

  private static final double NANOS_PER_SECOND = 1e9;

  private final double perSecond;
  private final double burst;
  private final LongSupplier nanos;
  private double tokens;
  private long filledAt;

  /**
   * A full bucket.
   *
   * @param perSecond 0 for no limit
   */
  TokenBucket(double perSecond, int burst, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.nanos = nanos;
    tokens = burst;
    filledAt = nanos.getAsLong();
  }

  /** Takes one token; false when there is none. */
  boolean take() {
    return take(1);
  }

  /** Takes several at once; false, and none taken, when there are fewer. */
  boolean take(int wanted) {
    if (perSecond <= 0) {
      return true;
    }
    long now = nanos.getAsLong();
    tokens = Math.min(burst, tokens + (now - filledAt) / NANOS_PER_SECOND * perSecond);
    filledAt = now;
    if (tokens < wanted) {
      return false;
    }
    tokens -= wanted;
    return true;
  }
}
