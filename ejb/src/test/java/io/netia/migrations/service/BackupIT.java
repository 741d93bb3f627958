package io.netia.migrations.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.conversations.service.FeedWiring;
import io.netia.testing.TestDatabase;
import io.netia.testing.TestServer;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BackupIT {

  private static final String ROLE = "netia_app";

  @TempDir private Path folder;
  private final TestDatabase database = TestDatabase.running();
  private final TestServer server = FeedWiring.server();

  /** A backup of the rows of two accounts. */
  private Path backup() throws SQLException, IOException {
    server.newCustomer(server.newAccount().accountId());
    server.newCustomer(server.newAccount().accountId());
    Path file = folder.resolve("backup");
    Backup.write(database.superuser("netia"), file);
    return file;
  }

  @Test
  void every_row_and_every_sequence_of_all_accounts_is_there_again() throws Exception {
    Path file = backup();
    Restore.read(database.empty("restored"), ROLE, file);

    Map<String, String> before = contents("netia");
    assertThat(before.get("accounts")).isNotEqualTo(before.get("companies"));
    assertThat(contents("restored")).isEqualTo(before);
    assertThat(SchemaShape.of(database.owner("restored")))
        .isEqualTo(SchemaShape.of(database.owner()));
  }

  @Test
  void a_role_that_would_miss_rows_makes_no_backup() throws SQLException {
    Path file = folder.resolve("backup");
    assertThatThrownBy(() -> Backup.write(database.owner(), file))
        .hasMessageContaining("row-level security");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_file_that_is_there_already_is_kept() throws Exception {
    Path file = Files.writeString(folder.resolve("backup"), "the one before");
    assertThatThrownBy(() -> Backup.write(database.superuser("netia"), file))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("the one before");
  }

  @Test
  void a_database_with_tables_is_left_alone() throws Exception {
    Path file = backup();
    Map<String, String> before = contents("netia");
    assertThatThrownBy(() -> Restore.read(database.owner(), ROLE, file))
        .hasMessageContaining("is restored into an empty one");
    assertThat(contents("netia")).isEqualTo(before);
  }

  @Test
  void a_damaged_backup_changes_nothing() throws Exception {
    Path file = backup();
    DataSource untouched = database.empty("untouched");
    byte[] bytes = Files.readAllBytes(file);
    // Each one becomes another: a long message of one letter is compressed to zeros.
    for (int at = bytes.length / 2; at < bytes.length / 2 + 64; at++) {
      bytes[at] = (byte) ~bytes[at];
    }
    Files.write(file, bytes);
    assertThatThrownBy(() -> Restore.read(untouched, ROLE, file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be used as a backup");
    assertThat(SchemaShape.of(untouched)).noneMatch(line -> line.startsWith("(table"));
  }

  /**
   * The number of rows of each table and a sum over their texts, and where each sequence stands.
   */
  private Map<String, String> contents(String name) throws SQLException {
    Map<String, String> contents = new TreeMap<>();
    try (Connection connection = database.superuser(name).getConnection();
        Statement statement = connection.createStatement()) {
      StringBuilder question = new StringBuilder();
      try (ResultSet tables =
          statement.executeQuery(
              "select relname, relkind from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S')"
                  + " and relname not in ('flyway_schema_history', 'cluster_nodes', 'cluster_batches')")) {
        while (tables.next()) {
          question
              .append(question.isEmpty() ? "" : " union all ")
              .append(
                  "select '%1$s', count(*) || ' ' || coalesce(sum(hashtextextended(%2$s::text, 0)), 0) from public.%1$s as t"
                      .formatted(
                          tables.getString(1),
                          tables.getString(2).equals("S")
                              ? "row(t.last_value, t.is_called)"
                              : "t"));
        }
      }
      try (ResultSet rows = statement.executeQuery(question.toString())) {
        while (rows.next()) {
          contents.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return contents;
  }
}
