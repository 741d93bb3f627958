package io.netia.live.socket.dispatch;

import java.util.function.LongSupplier;

/** How fast one socket may send. Used by one thread at a time. */
final class TokenBucket {

  private static final double NANOS_PER_SECOND = 1e9;

  private final double perSecond;
  private final double burst;
  private final LongSupplier nanos;
  private double tokens;
  private long filledAt;

  TokenBucket(int perSecond, int burst, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.nanos = nanos;
    tokens = burst;
    filledAt = nanos.getAsLong();
  }

  /** Takes one token; false when there is none. */
  boolean take() {
    long now = nanos.getAsLong();
    tokens = Math.min(burst, tokens + (now - filledAt) / NANOS_PER_SECOND * perSecond);
    filledAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
