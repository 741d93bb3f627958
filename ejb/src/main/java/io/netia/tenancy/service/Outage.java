package io.netia.tenancy.service;

import io.netia.limits.Budget;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Counts failures by their cause, and decides when a line about them is due. */
final class Outage {

  private static final long WINDOW = Duration.ofSeconds(Budget.Logs.WINDOW_SECONDS).toNanos();

  /** Names of exception classes, of which there are few. */
  private final Map<String, Count> counts = new HashMap<>();

  private final LongSupplier nanos;

  private static final class Count {
    long failures;
    long loggedAt;
  }

  Outage(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Something failed.
   *
   * @return how many failures a line about it stands for, itself included; empty when there was a
   *     line about this cause within the last minute
   */
  synchronized OptionalLong happened(String cause) {
    long now = nanos.getAsLong();
    Count count = counts.get(cause);
    boolean isDue = count == null || now - count.loggedAt >= WINDOW;
    if (count == null) {
      count = new Count();
      counts.put(cause, count);
    }
    count.failures++;
    if (!isDue) {
      return OptionalLong.empty();
    }
    long failures = count.failures;
    count.failures = 0;
    count.loggedAt = now;
    return OptionalLong.of(failures);
  }
}
