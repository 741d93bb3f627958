package io.netia.database;

import io.netia.limits.Budget;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections of the role that owns the tables, for migrations. When only {@code DATABASE_URL} is
 * given, the role of the application is made here and granted to the owner, which needs {@code
 * CREATEROLE} once; the README has the SQL for a database where the owner may not do that.
 */
public class OwnerDataSource extends PGSimpleDataSource {

  private static final long serialVersionUID = 1L;

  /** Since PostgreSQL 16 who makes a role may administer it, but not take it. */
  private static final String MAKE_ROLE =
      """
      do $$
      begin
        if not exists (select from pg_catalog.pg_roles where rolname = '%1$s') then
          create role %1$s nologin;
        end if;
        if not pg_has_role(current_user, '%1$s',
            case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end) then
          execute format('grant %1$s to %%I', current_user);
        end if;
      end $$""";

  private transient boolean prepared;

  /**
   * Opens a connection.
   *
   * @throws SQLException also when the address is missing or wrong, or the application role could
   *     not be made
   */
  @Override
  public synchronized Connection getConnection() throws SQLException {
    if (!prepared) {
      Sessions.address(this, DatabaseSettings.ownerName(), DatabaseSettings::owner);
    }
    Connection connection = super.getConnection();
    Sessions.limitSilence(connection, Budget.Database.MIGRATION_SECONDS);
    if (!prepared && DatabaseSettings.hasOneAddress()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(MAKE_ROLE.formatted(DatabaseSettings.applicationRole()));
      } catch (SQLException e) {
        connection.close();
        throw new SQLException(
            "The role \""
                + DatabaseSettings.applicationRole()
                + "\" is missing or not granted; create and grant it as the README says. "
                + e.getMessage(),
            e);
      }
    }
    prepared = true;
    return connection;
  }
}
