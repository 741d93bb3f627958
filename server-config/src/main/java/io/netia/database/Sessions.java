package io.netia.database;

import io.netia.configuration.InvalidSettingException;
import io.netia.limits.Budget;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;

/** What both data sources have in common: the address and how a session behaves. */
final class Sessions {

  private static final Logger LOG = System.getLogger(Sessions.class.getName());

  private Sessions() {}

  /**
   * Points a data source at its address. A wrong setting becomes an SQLException, so that it
   * surfaces where the pool reports it.
   *
   * @param name the setting that the address comes from
   */
  static void address(PGSimpleDataSource dataSource, String name, Supplier<DatabaseAddress> setting)
      throws SQLException {
    DatabaseAddress address;
    try {
      address = setting.get();
      point(dataSource, name, address);
    } catch (IllegalArgumentException e) {
      throw new SQLException(e.getMessage(), e);
    }
    if (DatabaseSettings.isProduction() && !address.isVerified()) {
      LOG.log(
          Level.WARNING,
          "The database''s certificate is not verified: {0} should say sslmode=verify-full",
          name);
    }
    dataSource.setApplicationName("netia");
    dataSource.setConnectTimeout(Budget.Database.CONNECT_SECONDS);
    // For the sign-in; who has signed in gets the longer limit of what the connection is for.
    dataSource.setSocketTimeout(Budget.Database.CONNECT_SECONDS);
    dataSource.setTcpKeepAlive(true);
  }

  /** Every wait on a connection that dies in silence ends after so many seconds. */
  static void limitSilence(Connection connection, int seconds) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, (int) Duration.ofSeconds(seconds).toMillis());
  }

  /**
   * Gives a data source the address and who signs in.
   *
   * @throws InvalidSettingException also when the address names a file that cannot be used
   */
  static void point(PGSimpleDataSource dataSource, String name, DatabaseAddress address) {
    address.checkFiles(name);
    try {
      dataSource.setUrl(address.jdbcUrl());
    } catch (IllegalArgumentException unreadable) {
      // The driver's own sentence repeats the address, and with it a password.
      throw new InvalidSettingException(name + " is a JDBC address that the driver cannot read.");
    }
    if (!address.user().isEmpty()) {
      dataSource.setUser(address.user());
      dataSource.setPassword(address.password());
    }
  }
}
