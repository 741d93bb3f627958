package io.netia.bench;

import java.util.Arrays;

/** Durations in nanoseconds, kept one by one so that percentiles are exact. Not thread-safe. */
final class Latencies {

  private long[] nanos = new long[65_536];
  private int count;

  void add(long duration) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, nanos.length * 2);
    }
    nanos[count++] = duration;
  }

  void addAll(Latencies other) {
    for (int i = 0; i < other.count; i++) {
      add(other.nanos[i]);
    }
  }

  /** Those that were added when there had been so many. */
  Latencies from(int start) {
    Latencies later = new Latencies();
    for (int i = start; i < count; i++) {
      later.add(nanos[i]);
    }
    return later;
  }

  int count() {
    return count;
  }

  /** The longest duration in milliseconds. */
  double max() {
    return percentile(1);
  }

  /** The duration, in milliseconds, that the given share (0 to 1) of all did not exceed. */
  double percentile(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[Math.min(count - 1, (int) (share * count))] / 1e6;
  }
}
