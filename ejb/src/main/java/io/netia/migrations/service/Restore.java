package io.netia.migrations.service;

import io.netia.migrations.service.BackupFile.Manifest;
import io.netia.migrations.service.BackupFile.Sequence;
import io.netia.migrations.service.BackupFile.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Fills an empty database from a backup, and brings it up to the present schema. */
final class Restore {

  private Restore() {}

  /**
   * Restores a backup. Nothing is changed when the file is damaged or of a later release, or when
   * there are tables in the database.
   *
   * @param owner signs in as the role that owns the tables, or will
   * @throws IOException one sentence about the file
   * @throws SQLException also when the database is not empty
   */
  static void read(DataSource owner, String role, Path file) throws SQLException, IOException {
    read(owner, role, file, false);
  }

  /**
   * The same; on request everything in the database is dropped first, once the file is known to be
   * good.
   */
  static void read(DataSource owner, String role, Path file, boolean dropsBefore)
      throws SQLException, IOException {
    Manifest manifest = BackupFile.verified(file);
    MigrationVersion version = MigrationVersion.fromVersion(manifest.version());
    Flyway flyway = SchemaCommand.flyway(owner, role, true, version);
    boolean isKnown =
        List.of(flyway.info().all()).stream()
            .anyMatch(migration -> version.equals(migration.getVersion()));
    if (!isKnown) {
      throw new IOException(
          "%s was made by a later release (schema %s): restore it with that one."
              .formatted(file, version));
    }
    if (dropsBefore) {
      SchemaCommand.flyway(owner, role, false, version).clean();
    }
    needEmpty(owner);
    flyway.migrate();
    try (Connection connection = owner.getConnection();
        ZipFile zip = new ZipFile(file.toFile())) {
      connection.setAutoCommit(false);
      fill(connection, zip, manifest);
      connection.commit();
    }
    Migrations.migrate(owner, role);
  }

  private static void needEmpty(DataSource owner) throws SQLException {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("select from pg_tables where schemaname = 'public' limit 1")) {
      if (found.next()) {
        throw new SQLException(
            "There are tables in the database, and a backup is restored into an empty one: name another database, or drop them first (restore FILE --yes, in development).");
      }
    }
  }

  private static void fill(Connection connection, ZipFile zip, Manifest manifest)
      throws SQLException, IOException {
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    try (Statement statement = connection.createStatement()) {
      for (Table table : manifest.tables()) {
        boolean isForced = isForced(statement, table);
        // The owner is bound by the policies of its own tables, too, which let it write for one
        // account at a time.
        if (isForced) {
          statement.execute("alter table public." + table.name() + " no force row level security");
        }
        try (InputStream rows = BackupFile.entry(zip, table.entry())) {
          copy.copyIn(
              "copy public.%s (%s) from stdin".formatted(table.name(), table.columns()), rows);
        }
        if (isForced) {
          statement.execute("alter table public." + table.name() + " force row level security");
        }
      }
      for (Sequence sequence : manifest.sequences()) {
        statement.execute(
            "select setval('public.%s', %d, %s)"
                .formatted(sequence.name(), sequence.value(), sequence.isCalled()));
      }
    }
  }

  private static boolean isForced(Statement statement, Table table) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "select relforcerowsecurity from pg_class where oid = 'public.%s'::regclass"
                .formatted(table.name()))) {
      return row.next() && row.getBoolean(1);
    }
  }
}
