package io.netia.migrations.service;

import io.netia.configuration.service.Settings;
import io.netia.database.ServingRole;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;

/** Runs the Flyway migrations as the owner role. */
@ApplicationScoped
public class Migrations {

  @Resource(lookup = "jdbc/netia-owner")
  private DataSource owner;

  @Resource(lookup = "jdbc/netia")
  private DataSource serving;

  @Inject private Settings settings;

  /**
   * Brings the schema of this installation up to date.
   *
   * @throws RuntimeException when the database is away, a migration fails, the schema is of a newer
   *     release, or the serving role must not serve
   */
  public void migrate() {
    migrate(owner, settings.applicationRole());
    checkServingRole(serving);
  }

  /**
   * Refuses to start with a role that row-level security does not bind. Here, because the tables
   * and their owner are only certain once they are migrated.
   */
  static void checkServingRole(DataSource serving) {
    try (Connection connection = serving.getConnection()) {
      ServingRole.check(connection);
    } catch (SQLException refused) {
      throw new IllegalStateException(refused.getMessage(), refused);
    }
  }

  /**
   * Migrates a database to the newest schema; does nothing when it is there already.
   *
   * @param owner connects as the role that owns the tables
   * @param applicationRole the role that serves requests and owns nothing
   * @throws IllegalStateException when a newer release has migrated it further
   */
  public static void migrate(DataSource owner, String applicationRole) {
    Flyway flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(owner)
            .locations("classpath:db/migration")
            .placeholders(Map.of("app_role", applicationRole))
            .load();
    refuseNewer(flyway);
    flyway.migrate();
  }

  /** Statements of this release may mean something else to the tables of a newer one. */
  private static void refuseNewer(Flyway flyway) {
    Arrays.stream(flyway.info().applied())
        .filter(applied -> applied.getState() == MigrationState.FUTURE_SUCCESS)
        .reduce((earlier, later) -> later)
        .ifPresent(
            newest -> {
              throw new IllegalStateException(
                  "The database's schema is of a newer release (migration "
                      + newest.getVersion()
                      + "): deploy that release, or take its migrations back first.");
            });
  }
}
