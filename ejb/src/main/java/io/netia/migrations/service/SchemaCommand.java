package io.netia.migrations.service;

import io.netia.database.BackupDataSource;
import io.netia.database.DatabaseSettings;
import io.netia.database.FailureSentence;
import io.netia.database.OwnerDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
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
 * What {@code ./dev.sh migrate}, {@code rollback}, {@code reset}, {@code backup} and {@code
 * restore} do to the database, without a server.
 */
public final class SchemaCommand {

  /** Done. */
  public static final int DONE = 0;

  /** Not done, for the reason in a sentence. */
  public static final int FAILED = 1;

  private SchemaCommand() {}

  /**
   * Does one of {@code backup FILE}, {@code restore FILE}, {@code restore-anew FILE} (drops
   * everything before), {@code migrate}, {@code rollback} (the last migration, through its undo
   * script) and {@code empty} (drops everything in the schema) to the database of {@code
   * DATABASE_OWNER_URL}, else {@code DATABASE_URL}. Prints in a sentence what was done, or why not.
   *
   * @return the exit code of the process
   */
  public static int run(String[] arguments, PrintStream out, PrintStream err) {
    try {
      out.println(done(arguments));
      return DONE;
    } catch (SQLException | IOException | FlywayException | IllegalStateException failed) {
      err.println(sentence(failed));
      return FAILED;
    }
  }

  /** The message of some failures of files is the file's name alone. */
  static String sentence(Exception failed) {
    if (failed instanceof FileAlreadyExistsException taken) {
      return taken.getFile() + " is there already, and is kept: name another file.";
    }
    if (failed instanceof NoSuchFileException missing) {
      return missing.getFile() + ": there is no such file or folder.";
    }
    if (failed instanceof AccessDeniedException denied) {
      return denied.getFile() + ": the system does not permit it.";
    }
    return FailureSentence.of(failed);
  }

  private static String done(String... arguments) throws SQLException, IOException {
    DataSource owner = new OwnerDataSource();
    String role = DatabaseSettings.applicationRole();
    return switch (arguments[0]) {
      case "migrate" -> {
        Migrations.migrate(owner, role);
        yield state(owner, role);
      }
      case "rollback" -> rollback(owner, role) + " " + state(owner, role);
      case "backup" -> {
        Backup.write(new BackupDataSource(), Path.of(arguments[1]));
        yield "Written: " + arguments[1] + ". It holds all accounts; only you may read it.";
      }
      case "restore" -> {
        Restore.read(owner, role, Path.of(arguments[1]));
        yield restored(arguments[1], state(owner, role));
      }
      case "restore-anew" -> {
        Restore.read(owner, role, Path.of(arguments[1]), true);
        yield restored(arguments[1], state(owner, role));
      }
      case "empty" -> {
        flyway(owner, role, false).clean();
        yield "The database is empty.";
      }
      default ->
          throw new IllegalStateException("There is no schema command \"" + arguments[0] + "\".");
    };
  }

  private static String restored(String file, String state) {
    return "Every row of " + file + " is in the database. " + state;
  }

  private static String state(DataSource owner, String role) {
    MigrationInfo last = flyway(owner, role, true).info().current();
    return last == null
        ? "The schema has no migration."
        : "The schema is at migration " + named(last) + ".";
  }

  private static String named(MigrationInfo migration) {
    return migration.getVersion() + " (" + migration.getDescription() + ")";
  }

  /**
   * Takes back the last migration through its undo script.
   *
   * @return a sentence that names it
   */
  static String rollback(DataSource owner, String role) throws SQLException, IOException {
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
    return "Taken back: migration " + named(last) + ".";
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
