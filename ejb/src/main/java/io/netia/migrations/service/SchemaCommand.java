package io.netia.migrations.service;

import io.netia.database.BackupDataSource;
import io.netia.database.DatabaseSettings;
import io.netia.database.FailureSentence;
import io.netia.database.OwnerDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/**
 * What {@code ./dev.sh migrate}, {@code rollback} and {@code reset} do to the schema, without a
 * server.
 */
public final class SchemaCommand {

  private SchemaCommand() {}

  /**
   * Does one of {@code backup FILE}, {@code restore FILE}, {@code restore-anew FILE} (drops
   * everything before), {@code migrate}, {@code rollback} (the last migration, through its undo
   * script) and {@code empty} (drops everything in the schema) to the database of {@code
   * DATABASE_OWNER_URL}, else {@code DATABASE_URL}.
   *
   * @throws IllegalStateException one sentence, when it cannot
   */
  public static void main(String[] arguments) {
    try {
      run(arguments);
    } catch (SQLException | IOException | FlywayException | IllegalStateException failed) {
      throw new IllegalStateException(sentence(failed), failed);
    }
  }

  /** The message of some failures of files is the file's name alone. */
  static String sentence(Exception failed) {
    if (failed instanceof NoSuchFileException missing) {
      return missing.getFile() + ": there is no such file or folder.";
    }
    if (failed instanceof AccessDeniedException denied) {
      return denied.getFile() + ": the system does not permit it.";
    }
    return FailureSentence.of(failed);
  }

  private static void run(String... arguments) throws SQLException, IOException {
    DataSource owner = new OwnerDataSource();
    String role = DatabaseSettings.applicationRole();
    switch (arguments[0]) {
      case "migrate" -> Migrations.migrate(owner, role);
      case "rollback" -> rollback(owner, role);
      case "backup" -> Backup.write(new BackupDataSource(), Path.of(arguments[1]));
      case "restore" -> Restore.read(owner, role, Path.of(arguments[1]));
      case "restore-anew" -> Restore.read(owner, role, Path.of(arguments[1]), true);
      case "empty" -> flyway(owner, role, false).clean();
      default ->
          throw new IllegalArgumentException(
              "There is no schema command \"" + arguments[0] + "\".");
    }
  }

  /** Takes back the last migration through its undo script. */
  static void rollback(DataSource owner, String role) throws SQLException, IOException {
    MigrationInfo last = flyway(owner, role, true).info().current();
    if (last == null) {
      throw new IllegalStateException("There is no migration to roll back.");
    }
    String undo = undoScript(last).replace("${app_role}", role);
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement();
        PreparedStatement forget =
            connection.prepareStatement(
                "delete from flyway_schema_history where installed_rank = ?")) {
      connection.setAutoCommit(false);
      statement.execute(undo);
      forget.setInt(1, last.getInstalledRank());
      forget.executeUpdate();
      connection.commit();
    }
  }

  private static String undoScript(MigrationInfo migration) throws IOException {
    String name = "db/undo/U" + migration.getScript().substring(1);
    try (InputStream script = Migrations.class.getClassLoader().getResourceAsStream(name)) {
      if (script == null) {
        throw new IllegalStateException(
            "The migration " + migration.getScript() + " has no undo script " + name + ".");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Flyway flyway(DataSource owner, String role, boolean cleanDisabled) {
    return flyway(owner, role, cleanDisabled, MigrationVersion.LATEST);
  }

  static Flyway flyway(
      DataSource owner, String role, boolean cleanDisabled, MigrationVersion target) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(owner)
        .locations("classpath:db/migration")
        .placeholders(Map.of("app_role", role))
        .cleanDisabled(cleanDisabled)
        .target(target)
        .load();
  }
}
