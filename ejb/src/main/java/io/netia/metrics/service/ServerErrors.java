package io.netia.metrics.service;

import java.util.Map;

/** Answers with a status of 500 or more that this process has given, by cause. */
public final class ServerErrors {

  /** What was wrong. */
  public enum Cause {
    /** The database did not answer. */
    DATABASE_AWAY,
    /** Something was full, or is still starting; the caller may try again. */
    UNAVAILABLE,
    /** A fault of ours; the log has it under the request's id. */
    FAULT
  }

  private static final Counts<Cause> COUNTS = new Counts<>(Cause.class);

  private ServerErrors() {}

  /** Counts an answer; one below 500 is left out. */
  public static void count(int status, boolean isDatabaseAway) {
    if (status < 500) {
      return;
    }
    if (isDatabaseAway) {
      COUNTS.increment(Cause.DATABASE_AWAY);
    } else {
      COUNTS.increment(status == 503 ? Cause.UNAVAILABLE : Cause.FAULT);
    }
  }

  /** Every cause with its count. */
  public static Map<String, Long> all() {
    return COUNTS.byLabel();
  }
}
