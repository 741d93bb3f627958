package io.netia.tenancy.service;

import io.netia.errors.Busy;
import io.netia.limits.Budget;
import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import java.sql.SQLException;
import java.time.Duration;

/** Until when the statements of a transaction may work, all of them together. */
record Deadline(long nanos) {

  /** Travels ahead of a statement, with {@link #left}. */
  static final String SET = "select set_config('statement_timeout', ?, true)";

  private static final String ENDED = "57014";

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /**
   * How long the next statement may take, in milliseconds.
   *
   * @throws Busy when no time is left
   */
  String left() {
    long left = Duration.ofNanos(nanos - System.nanoTime()).toMillis();
    if (left <= 0) {
      throw refusal();
    }
    return Long.toString(left);
  }

  /** Whether a statement failed because the database ended it. */
  static boolean isOver(SQLException failed) {
    return ENDED.equals(failed.getSQLState());
  }

  /** What is answered then. */
  static Busy refusal() {
    RefusalCounters.count(RefusalReason.SEARCHES);
    return Busy.search(Budget.Searches.RETRY);
  }
}
