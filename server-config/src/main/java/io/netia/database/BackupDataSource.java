package io.netia.database;

import io.netia.limits.Budget;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections of the role that reads everything for a backup ({@code DATABASE_BACKUP_URL}). */
public class BackupDataSource extends PGSimpleDataSource {

  private static final long serialVersionUID = 1L;

  private transient boolean configured;

  /**
   * Opens a connection.
   *
   * @throws SQLException also when the address is missing or wrong
   */
  @Override
  public synchronized Connection getConnection() throws SQLException {
    if (!configured) {
      Sessions.address(this, DatabaseSettings.BACKUP, DatabaseSettings::backup);
    }
    configured = true;
    Connection connection = super.getConnection();
    connection.setNetworkTimeout(Runnable::run, Budget.Database.MIGRATION_SECONDS * 1000);
    return connection;
  }
}
