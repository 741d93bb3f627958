package io.netia.tenancy.service;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Logs what failed for no fault of the caller. A fault of ours is an error, each time. That the
 * database is away is one line a minute for each cause, however many requests and events fail for
 * it: the metrics count them.
 */
public final class FailureLog {

  private static final Logger LOG = System.getLogger(FailureLog.class.getName());
  private static final Outage OUTAGE = new Outage(System::nanoTime);

  private FailureLog() {}

  /**
   * Logs a failure.
   *
   * @param log whose line it is, for a fault of ours
   * @param what failed, without the words of anybody
   */
  public static void report(Logger log, Supplier<String> what, Throwable thrown) {
    if (!DatabaseFailure.isAwayBehind(thrown)) {
      log.log(Level.ERROR, what, thrown);
      return;
    }
    OptionalLong failed = OUTAGE.happened(cause(thrown));
    if (failed.isPresent()) {
      LOG.log(
          Level.WARNING,
          () ->
              "The database is away; requests and events that failed for this cause since its last line: "
                  + failed.getAsLong(),
          thrown);
    }
  }

  private static String cause(Throwable thrown) {
    Throwable root = thrown;
    for (int depth = 0; root.getCause() != null && depth < DatabaseFailure.DEEPEST_CAUSE; depth++) {
      root = root.getCause();
    }
    return root.getClass().getName();
  }
}
