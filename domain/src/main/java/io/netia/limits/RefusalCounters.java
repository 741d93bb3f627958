package io.netia.limits;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often this process has refused something, by reason, since it started. Counting costs no lock
 * and no allocation, so the cheapest refusal stays cheap.
 */
public final class RefusalCounters {

  private static final Map<RefusalReason, LongAdder> COUNTERS = new EnumMap<>(RefusalReason.class);

  static {
    for (RefusalReason reason : RefusalReason.values()) {
      COUNTERS.put(reason, new LongAdder());
    }
  }

  private RefusalCounters() {}

  /** Adds one. */
  public static void count(RefusalReason reason) {
    counter(reason).increment();
  }

  /** How often this reason has occurred. */
  public static long of(RefusalReason reason) {
    return counter(reason).sum();
  }

  private static LongAdder counter(RefusalReason reason) {
    return Objects.requireNonNull(COUNTERS.get(reason));
  }

  /** Every reason with its count, also those that never occurred. */
  public static Map<RefusalReason, Long> all() {
    Map<RefusalReason, Long> counts = new EnumMap<>(RefusalReason.class);
    COUNTERS.forEach((reason, count) -> counts.put(reason, count.sum()));
    return counts;
  }
}
