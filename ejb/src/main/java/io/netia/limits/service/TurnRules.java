package io.netia.limits.service;

import io.netia.limits.Budget;
import io.netia.limits.LimitSetting;
import io.netia.limits.RefusalReason;
import java.time.Duration;

/** The kinds of expensive work that only so much of is done at once, with their queues. */
public enum TurnRules {
  /** Hashing of passwords. */
  HASHES(
      LimitSetting.HASHES_AT_ONCE,
      Integer.MAX_VALUE,
      LimitSetting.HASHES_WAITING,
      LimitSetting.HASHES_WAITING_PER_ADDRESS,
      Budget.SignIn.HASH_WAIT,
      Budget.SignIn.HASH_RETRY,
      RefusalReason.HASH_QUEUE),
  /** Reads that no index answers. */
  SEARCHES(
      LimitSetting.SEARCHES_AT_ONCE,
      Budget.Searches.AT_ONCE_PER_ADDRESS,
      LimitSetting.SEARCHES_WAITING,
      LimitSetting.SEARCHES_WAITING_PER_ADDRESS,
      Budget.Searches.WAIT,
      Budget.Searches.RETRY,
      RefusalReason.SEARCHES),
  /** Answers of as many messages as somebody has written. */
  ANSWERS(
      LimitSetting.ANSWERS_AT_ONCE,
      Integer.MAX_VALUE,
      LimitSetting.ANSWERS_WAITING,
      LimitSetting.ANSWERS_WAITING_PER_ADDRESS,
      Budget.LargeAnswers.WAIT,
      Budget.LargeAnswers.RETRY,
      RefusalReason.LARGE_ANSWERS);

  private final LimitSetting atOnce;
  private final int atOnceOfCaller;
  private final LimitSetting waiting;
  private final LimitSetting waitingPerCaller;
  private final Duration longest;
  private final Duration retryAfter;
  private final RefusalReason reason;

  TurnRules(
      LimitSetting atOnce,
      int atOnceOfCaller,
      LimitSetting waiting,
      LimitSetting waitingPerCaller,
      Duration longest,
      Duration retryAfter,
      RefusalReason reason) {
    this.atOnce = atOnce;
    this.atOnceOfCaller = atOnceOfCaller;
    this.waiting = waiting;
    this.waitingPerCaller = waitingPerCaller;
    this.longest = longest;
    this.retryAfter = retryAfter;
    this.reason = reason;
  }

  /** A queue with nobody in it, as the operator has set it. */
  public FairQueue queue(LimitSettings settings) {
    return queue(settings, settings.of(atOnce));
  }

  /** The same where another number is done at once. */
  FairQueue queue(LimitSettings settings, int together) {
    return new FairQueue(
        new FairQueue.Bounds(
            together,
            Math.min(together, atOnceOfCaller),
            settings.of(waiting),
            settings.of(waitingPerCaller),
            longest,
            retryAfter),
        reason);
  }
}
