package io.netia.database;

import io.netia.limits.Budget;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The connection over which a node asks whether its database answers. It is kept apart from the
 * pool of those that serve: they may all be in use, and the database well.
 */
public final class ReadinessConnection implements AutoCloseable {

  private static final Logger LOG = System.getLogger(ReadinessConnection.class.getName());

  /** Distinguishes the connection from the others in {@code pg_stat_activity}. */
  private static final String APPLICATION_NAME = "netia readiness";

  private @Nullable Connection connection;
  private boolean isClosed;

  /**
   * Whether the database answers. A connection that has ended, as after a restart of the database,
   * is replaced by a new one first. Every wait in it ends after {@link
   * Budget.Database#PROBE_SECONDS}.
   */
  public synchronized boolean answers() {
    if (isAlive()) {
      return true;
    }
    drop();
    if (isClosed) {
      return false;
    }
    try {
      connection = open();
    } catch (SQLException | IllegalArgumentException away) {
      LOG.log(Level.DEBUG, "The database does not answer", away);
    }
    return isAlive();
  }

  private boolean isAlive() {
    try {
      return connection != null && connection.isValid(Budget.Database.PROBE_SECONDS);
    } catch (SQLException broken) {
      LOG.log(Level.DEBUG, "The database does not answer", broken);
      return false;
    }
  }

  private static Connection open() throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    Sessions.point(source, DatabaseSettings.SERVING, DatabaseSettings.serving());
    source.setApplicationName(APPLICATION_NAME);
    source.setConnectTimeout(Budget.Database.PROBE_SECONDS);
    source.setSocketTimeout(Budget.Database.PROBE_SECONDS);
    return source.getConnection();
  }

  private void drop() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException broken) {
      LOG.log(Level.DEBUG, "The connection was broken already", broken);
    }
    connection = null;
  }

  /** Ends the connection; from now on the database does not answer. */
  @Override
  public synchronized void close() {
    isClosed = true;
    drop();
  }
}
