package io.netia.identity.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netia.limits.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Counts failed attempts by key. The first ones are free; after them each one doubles the wait
 * before the next, up to a bound. What did not happen for long is forgotten.
 *
 * <p>An attempt counts from its beginning, so that many at once are no way around the wait; one
 * that succeeds, or never came to be, is taken back.
 */
final class FailedAttempts {

  private static final int LONGEST_SHIFT = 30;

  private final int free;
  private final Duration longestWait;
  private final Cache<String, Count> counts =
      Caffeine.newBuilder().maximumSize(Budget.SignIn.FAILURES_REMEMBERED).build();

  /**
   * Counts for one kind of key.
   *
   * @param free failures without a wait
   * @param longestWait what the wait grows to
   */
  FailedAttempts(int free, Duration longestWait) {
    this.free = free;
    this.longestWait = longestWait;
  }

  /**
   * Begins an attempt, which counts as failed from now on.
   *
   * @return empty when it may go on, else how long to wait; then nothing was counted
   */
  Optional<Duration> begin(String key, Instant now) {
    return counts.get(key, unused -> new Count()).begin(now);
  }

  /** Counts a failure that was seen elsewhere. */
  void add(String key, Instant now) {
    counts.get(key, unused -> new Count()).add(now);
  }

  /** The attempt was none after all. */
  void takeBack(String key) {
    Count count = counts.getIfPresent(key);
    if (count != null) {
      count.takeBack();
    }
  }

  /** Nothing is held against the key any more. */
  void forget(String key) {
    counts.invalidate(key);
  }

  private final class Count {

    private int failures;
    private Instant last = Instant.EPOCH;

    private synchronized Optional<Duration> begin(Instant now) {
      forgetOld(now);
      Duration left = Duration.between(now, last.plus(waitAfter(failures)));
      if (failures >= free && !left.isZero() && !left.isNegative()) {
        return Optional.of(left);
      }
      failures++;
      last = now;
      return Optional.empty();
    }

    private synchronized void add(Instant now) {
      forgetOld(now);
      failures++;
      last = now;
    }

    private void forgetOld(Instant now) {
      if (last.plus(Budget.SignIn.FAILURES_FORGOTTEN).isBefore(now)) {
        failures = 0;
      }
    }

    private synchronized void takeBack() {
      failures = Math.max(0, failures - 1);
    }

    private Duration waitAfter(int made) {
      int doublings = Math.min(LONGEST_SHIFT, Math.max(0, made - free));
      Duration wait = Budget.SignIn.FAILURE_FIRST_WAIT.multipliedBy(1L << doublings);
      return wait.compareTo(longestWait) < 0 ? wait : longestWait;
    }
  }
}
