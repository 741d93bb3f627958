package io.netia.database;

import io.netia.limits.Budget;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections of the role that serves requests. When only {@code DATABASE_URL} is given, the
 * session takes that role as it starts. A role that could step around row-level security is refused
 * ({@link ServingRole}).
 */
public class ServingDataSource extends PGSimpleDataSource {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(ServingDataSource.class.getName());

  /**
   * Kept by the server itself: the pool's own limit would start and stop a timer of the driver for
   * every statement. Shorter than the silence after which the driver gives up a connection, so that
   * a slow statement ends as one.
   */
  private static final String STATEMENT_TIMEOUT =
      "-c statement_timeout=" + Budget.Database.STATEMENT_SECONDS + "s";

  /** Whoever waits for a row holds a connection that others need. */
  private static final String LOCK_TIMEOUT =
      " -c lock_timeout=" + Budget.Database.LOCK_SECONDS + "s";

  /**
   * A node that stands still in the middle of a transaction must not hold its locks, and the feed
   * of every account, for as long as it sleeps. Ours ask nobody but the database while they are
   * open.
   */
  private static final String IDLE_TIMEOUT =
      " -c idle_in_transaction_session_timeout="
          + Budget.Database.IDLE_IN_TRANSACTION_SECONDS
          + "s";

  /**
   * Statements are planned once for each connection. What a plan depends on most, the account,
   * comes from a setting and is unknown to any plan; planning anew for each value cost more than
   * half of the database's time for a message.
   */
  private static final String PLANS = " -c plan_cache_mode=force_generic_plan";

  private static final String OPTIONS = STATEMENT_TIMEOUT + LOCK_TIMEOUT + IDLE_TIMEOUT + PLANS;

  static final CircuitBreaker BREAKER = new CircuitBreaker(System::nanoTime);

  private transient boolean configured;
  private transient volatile boolean checked;

  /**
   * Opens a connection.
   *
   * @throws SQLException also when the address is missing or wrong, or the role must not serve
   *     requests
   */
  @Override
  public Connection getConnection() throws SQLException {
    configure();
    Connection connection = BREAKER.attempt(super::getConnection);
    Sessions.limitSilence(connection, Budget.Database.SILENCE_SECONDS);
    if (!checked) {
      try {
        ServingRole.check(connection);
      } catch (SQLException refused) {
        connection.close();
        throw refused;
      }
      checked = true;
    }
    return connection;
  }

  private synchronized void configure() throws SQLException {
    if (configured) {
      return;
    }
    Sessions.address(this, DatabaseSettings.SERVING, DatabaseSettings::serving);
    if (DatabaseSettings.isProduction() && DatabaseSettings.hasOneAddress()) {
      LOG.log(
          Level.WARNING,
          "Requests are served by sessions of the tables' owner, which can leave the role that they took:"
              + " set DATABASE_OWNER_URL, and DATABASE_URL to a role that owns nothing");
    }
    setOptions(
        DatabaseSettings.hasOneAddress()
            ? OPTIONS + " -c role=" + DatabaseSettings.applicationRole()
            : OPTIONS);
    configured = true;
  }
}
