package io.netia.migrations.service;

import io.netia.configuration.service.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Runs the Flyway migrations as the owner role when the application starts. Other start-up beans
 * depend on it by name.
 */
@Singleton(name = "Migrations")
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Migrations {

  @Resource(lookup = "jdbc/netia-owner")
  private DataSource owner;

  @Inject private Settings settings;

  @PostConstruct
  void migrate() {
    migrate(owner, settings.applicationRole());
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
