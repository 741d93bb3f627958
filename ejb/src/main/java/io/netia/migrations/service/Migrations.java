package io.netia.migrations.service;

import io.netia.configuration.service.Settings;
import io.netia.database.ServingRole;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Runs the Flyway migrations as the owner role when the application starts. Other start-up beans
 * depend on it by name. A database that is not there yet is waited for: machines start in any
 * order, and a database restarts in seconds.
 */
@Singleton(name = "Migrations")
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Migrations {

  private static final Logger LOG = System.getLogger(Migrations.class.getName());
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int PAUSE_MS = 500;

  @Resource(lookup = "jdbc/netia-owner")
  private DataSource owner;

  @Resource(lookup = "jdbc/netia")
  private DataSource serving;

  @Inject private Settings settings;

  /** With a name of its own: the container looks the method up by its name alone. */
  @PostConstruct
  void migrateAtStart() {
    migrateWhenReachable(owner, settings.applicationRole(), PATIENCE);
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
   * Migrates a database, and asks again for a while as long as it does not answer.
   *
   * @param patience how long the database may be away
   */
  static void migrateWhenReachable(DataSource owner, String applicationRole, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    boolean isSaid = false;
    while (true) {
      try {
        migrate(owner, applicationRole);
        return;
      } catch (FlywayException failed) {
        if (!isAway(failed) || System.nanoTime() > end) {
          throw failed;
        }
        if (!isSaid) {
          LOG.log(
              Level.WARNING,
              "The database does not answer yet, and is asked again for {0} s",
              patience.toSeconds());
        }
        isSaid = true;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Stopped while waiting for the database", stopped);
      }
    }
  }

  /** Connection exceptions, and a server that starts or stops (PostgreSQL, appendix A). */
  private static boolean isAway(Throwable failed) {
    return Stream.iterate(failed, cause -> cause != null, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P")));
  }

  /**
   * Migrates a database to the newest schema; does nothing when it is there already.
   *
   * @param owner connects as the role that owns the tables
   * @param applicationRole the role that serves requests and owns nothing
   */
  public static void migrate(DataSource owner, String applicationRole) {
    Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(owner)
        .locations("classpath:db/migration")
        .placeholders(Map.of("app_role", applicationRole))
        .load()
        .migrate();
  }
}
