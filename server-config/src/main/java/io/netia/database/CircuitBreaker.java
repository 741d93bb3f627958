package io.netia.database;

import io.netia.limits.Budget;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Refuses to open connections for a moment after one could not be opened. The server's pool opens
 * them one after the other: without this, each of many requests would wait for a database that
 * swallows everything, behind all the others.
 */
final class CircuitBreaker {

  private static final long OPEN = Duration.ofSeconds(Budget.Database.BREAKER_SECONDS).toNanos();

  /** An attempt that failed sooner costs nobody anything, and may be made again at once. */
  private static final long SLOW = Duration.ofSeconds(1).toNanos();

  private static final String STATE = "08001";

  /** Opens a connection. */
  @FunctionalInterface
  interface Attempt {
    Connection open() throws SQLException;
  }

  private final LongSupplier nanos;
  private volatile boolean isBroken;
  private volatile long brokenAt;

  CircuitBreaker(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Makes the attempt.
   *
   * @throws SQLException of the attempt; or at once, when one has just been waited for in vain
   */
  Connection attempt(Attempt attempt) throws SQLException {
    long begin = nanos.getAsLong();
    if (isBroken && begin - brokenAt < OPEN) {
      throw new SQLTransientConnectionException("The database did not answer a moment ago.", STATE);
    }
    try {
      Connection connection = attempt.open();
      isBroken = false;
      return connection;
    } catch (SQLException failed) {
      long end = nanos.getAsLong();
      if (end - begin >= SLOW) {
        brokenAt = end;
        isBroken = true;
      }
      throw failed;
    }
  }
}
