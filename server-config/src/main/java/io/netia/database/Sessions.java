package io.netia.database;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;

/** What both data sources have in common: the address and how a session behaves. */
final class Sessions {

  private static final int CONNECT_SECONDS = 10;

  private Sessions() {}

  /**
   * Points a data source at its address. A wrong setting becomes an SQLException, so that it
   * surfaces where the pool reports it.
   */
  static void address(PGSimpleDataSource dataSource, Supplier<DatabaseAddress> setting)
      throws SQLException {
    DatabaseAddress address;
    try {
      address = setting.get();
    } catch (IllegalArgumentException e) {
      throw new SQLException(e.getMessage(), e);
    }
    dataSource.setUrl(address.jdbcUrl());
    if (!address.user().isEmpty()) {
      dataSource.setUser(address.user());
      dataSource.setPassword(address.password());
    }
    dataSource.setApplicationName("netia");
    dataSource.setConnectTimeout(CONNECT_SECONDS);
    dataSource.setTcpKeepAlive(true);
  }
}
