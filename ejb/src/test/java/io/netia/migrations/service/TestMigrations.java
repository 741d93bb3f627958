package io.netia.migrations.service;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;

/** The product's migrations, up to a version that a test chooses. */
final class TestMigrations {

  /** The role that serves requests in the tests. */
  static final String ROLE = "netia_app";

  private TestMigrations() {}

  static Flyway flyway(DataSource owner, MigrationVersion target) {
    return SchemaCommand.flyway(owner, ROLE, true, target);
  }

  static void migrate(DataSource owner, String version) {
    flyway(owner, MigrationVersion.fromVersion(version)).migrate();
  }
}
