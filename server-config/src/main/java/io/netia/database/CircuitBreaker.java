package io.netia.database;

import io.netia.limits.Budget;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Holds the database for away for a moment after it was waited for in vain: connections are neither
 * opened nor validated then. The server's pool opens them one after the other, and validates each
 * that it hands out: without this, each of many requests would wait for a database that swallows
 * everything, behind all the others.
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

  /** Asks a connection whether it is alive. */
  @FunctionalInterface
  interface Validation {
    boolean isAlive() throws SQLException;
  }

  private final LongSupplier nanos;
  private volatile boolean isBroken;
  private volatile long brokenAt;
  private volatile boolean isSuspect;
  private volatile long suspectAt;

  /** Whether one may try to open a connection though the breaker is open. */
  private final AtomicBoolean mayProbe = new AtomicBoolean();

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
    if (isBroken && begin - brokenAt < OPEN && !mayProbe.compareAndSet(true, false)) {
      throw new SQLTransientConnectionException("The database did not answer a moment ago.", STATE);
    }
    try {
      Connection connection = attempt.open();
      isBroken = false;
      return connection;
    } catch (SQLException failed) {
      if (isSlow(begin)) {
        hasFailed(false);
      }
      throw failed;
    }
  }

  /**
   * Validates a connection; false at once, when another one has just been waited for in vain: what
   * has silently ended one connection has mostly ended all. One may then be opened: whether the
   * database is away, only that shows.
   */
  boolean validate(Validation validation) throws SQLException {
    long begin = nanos.getAsLong();
    if (isSuspect && begin - suspectAt < OPEN) {
      return false;
    }
    boolean isAlive = validation.isAlive();
    if (!isAlive && isSlow(begin)) {
      hasFailed(true);
    }
    return isAlive;
  }

  private boolean isSlow(long begin) {
    return nanos.getAsLong() - begin >= SLOW;
  }

  private void hasFailed(boolean isProbeAllowed) {
    long now = nanos.getAsLong();
    mayProbe.set(isProbeAllowed);
    suspectAt = now;
    isSuspect = true;
    brokenAt = now;
    isBroken = true;
  }
}
