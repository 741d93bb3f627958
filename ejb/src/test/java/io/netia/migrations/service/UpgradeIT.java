package io.netia.migrations.service;

import static io.netia.migrations.service.TestMigrations.ROLE;
import static io.netia.migrations.service.TestMigrations.flyway;
import static org.assertj.core.api.Assertions.assertThat;

import io.netia.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Upgrading from the schema of each older release, with rows in every table. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UpgradeIT {

  private static final String ACCOUNT = "00000000-0000-0000-0000-00000000000a";
  private static final String CUSTOMER = "00000000-0000-0000-0000-00000000000c";
  private static final String CONVERSATION = "00000000-0000-0000-0000-00000000000d";
  private static final String MESSAGE = "00000000-0000-0000-0000-00000000000e";
  private static final String INBOX = "00000000-0000-0000-0000-00000000000f";
  private static final String TAG = "00000000-0000-0000-0000-000000000010";
  private static final String FILE = "00000000-0000-0000-0000-000000000011";

  /** A row in each table, as the first schema that has the table takes it. */
  private static final List<Row> ROWS =
      List.of(
          row(1, "accounts", "id, company_name", id(ACCOUNT), "'Upgraded'"),
          row(1, "users", "id, account_id, email", "7", id(ACCOUNT), "'ann@example.com'"),
          row(1, "user_profiles", "account_id, user_id, full_name", id(ACCOUNT), "7", "'Ann'"),
          row(1, "user_settings", "account_id, user_id", id(ACCOUNT), "7"),
          row(
              1,
              "user_invitations",
              "account_id, expires_at",
              id(ACCOUNT),
              "now() + interval '1 day'"),
          row(
              1,
              "sessions",
              "id, account_id, user_id, renew_token_hash, expires_at",
              id(MESSAGE),
              id(ACCOUNT),
              "7",
              "'hash'",
              "'2030-01-01'"),
          row(
              1,
              "personal_api_keys",
              "account_id, user_id, label, key_hash, last_four",
              id(ACCOUNT),
              "7",
              "'script'",
              "'hash'",
              "'cdef'"),
          row(
              1,
              "signing_keys",
              "id, public_key, encrypted_private_key",
              id(MESSAGE),
              "'\\x01'",
              "'\\x02'"),
          row(
              2,
              "inboxes",
              "id, account_id, name, is_primary",
              id(INBOX),
              id(ACCOUNT),
              "'First'",
              "true"),
          row(
              2,
              "inbox_members",
              "account_id, inbox_id, user_id, role",
              id(ACCOUNT),
              id(INBOX),
              "7",
              "'user'"),
          row(2, "widget_settings", "account_id, inbox_id", id(ACCOUNT), id(INBOX)),
          row(3, "companies", "id, account_id, name", id(MESSAGE), id(ACCOUNT), "'Acme'"),
          row(
              3,
              "customers",
              "id, account_id, company_id, external_id, email",
              id(CUSTOMER),
              id(ACCOUNT),
              id(MESSAGE),
              "'one'",
              "'joe@example.com'"),
          row(3, "tags", "id, account_id, name", id(TAG), id(ACCOUNT), "'vip'"),
          row(
              3,
              "customer_tags",
              "account_id, customer_id, tag_id",
              id(ACCOUNT),
              id(CUSTOMER),
              id(TAG)),
          row(
              4,
              "conversations",
              "id, account_id, customer_id, inbox_id, assignee_id, status, last_seq",
              id(CONVERSATION),
              id(ACCOUNT),
              id(CUSTOMER),
              id(INBOX),
              "7",
              "'closed'",
              "1"),
          row(
              4,
              "messages",
              "id, account_id, conversation_id, seq, customer_id, body, file_count",
              id(MESSAGE),
              id(ACCOUNT),
              id(CONVERSATION),
              "1",
              id(CUSTOMER),
              "'Hello'",
              "1"),
          row(
              4,
              "files",
              "id, account_id, filename, file_url, content_type",
              id(FILE),
              id(ACCOUNT),
              "'a.png'",
              "'https://files.example/a.png'",
              "'image/png'"),
          row(
              4,
              "message_files",
              "account_id, message_id, file_id",
              id(ACCOUNT),
              id(MESSAGE),
              id(FILE)),
          row(
              4,
              "mentions",
              "account_id, conversation_id, message_id, user_id",
              id(ACCOUNT),
              id(CONVERSATION),
              id(MESSAGE),
              "7"),
          row(
              4,
              "conversation_tags",
              "account_id, conversation_id, tag_id",
              id(ACCOUNT),
              id(CONVERSATION),
              id(TAG)),
          row(
              5,
              "feed",
              "account_id, event, conversation_id, message_id, seq",
              id(ACCOUNT),
              "'message:created'",
              id(CONVERSATION),
              id(MESSAGE),
              "1"),
          row(
              5,
              "once_keys",
              "account_id, scope, key, resource_id",
              id(ACCOUNT),
              "'messages'",
              "'k'",
              id(MESSAGE)),
          row(8, "visitor_rules", "account_id", id(ACCOUNT)),
          row(10, "nodes", "id", "'a node'"),
          row(13, "relayed_batches", "node, number, batches", "'a node'", "1", "''"),
          row(
              20,
              "share_links",
              "token_hash, account_id, conversation_id, user_id, expires_at",
              "'hash'",
              id(ACCOUNT),
              id(CONVERSATION),
              "7",
              "'2030-01-01'"),
          row(28, "operator_actions", "operator, action, subject", "'root'", "'disable'", "'x'"));

  /** Of the database itself, and filled by it. */
  private static final List<String> NOT_OURS = List.of("flyway_schema_history", "feed_epoch");

  private record Row(int since, String table, String sql) {}

  private static Row row(int since, String table, String columns, String... values) {
    return new Row(
        since,
        table,
        "insert into %s (%s) values (%s)".formatted(table, columns, String.join(", ", values)));
  }

  private static String id(String id) {
    return "'" + id + "'";
  }

  @Test
  void the_rows_of_every_older_schema_are_all_there_after_the_upgrade() throws SQLException {
    DataSource fresh = TestDatabase.running().empty("upgraded");
    List<MigrationVersion> versions =
        Arrays.stream(flyway(fresh, MigrationVersion.LATEST).info().pending())
            .map(migration -> migration.getVersion())
            .toList();
    Migrations.migrate(fresh, ROLE);
    TreeSet<String> shape = SchemaShape.of(fresh);
    for (MigrationVersion version : versions) {
      DataSource owner = TestDatabase.running().empty("upgraded_from_" + version);
      flyway(owner, version).migrate();
      fill(owner, Integer.parseInt(version.getVersion()));
      List<String> tables = tables(owner);
      Map<String, List<Map<String, String>>> before = rows(owner, tables);
      assertThat(before)
          .as("rows in every table of " + version)
          .allSatisfy((table, rows) -> assertThat(rows).hasSize(1));

      Migrations.migrate(owner, ROLE);

      assertThat(SchemaShape.of(owner)).as("schema from " + version).isEqualTo(shape);
      // By the names of before: of tables that were renamed, views keep them.
      Map<String, List<Map<String, String>>> after = rows(owner, tables);
      before.forEach(
          (table, rows) ->
              assertThat(after.get(table).get(0))
                  .as(table + " from " + version)
                  .containsAllEntriesOf(rows.get(0)));
    }
  }

  private static void fill(DataSource owner, int version) throws SQLException {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set netia.account_id = '" + ACCOUNT + "'");
      for (Row row : ROWS) {
        if (row.since() <= version) {
          statement.execute(row.sql());
        }
      }
    }
  }

  /** Table to rows, each a column to its value as text. */
  private static Map<String, List<Map<String, String>>> rows(DataSource owner, List<String> tables)
      throws SQLException {
    Map<String, List<Map<String, String>>> found = new TreeMap<>();
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set netia.account_id = '" + ACCOUNT + "'");
      for (String table : tables) {
        found.put(table, rows(statement, table));
      }
    }
    return found;
  }

  private static List<String> tables(DataSource owner) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement();
        ResultSet names =
            statement.executeQuery(
                "select relname from pg_class where relnamespace = 'public'::regnamespace"
                    + " and relkind in ('r', 'p') and not relispartition")) {
      while (names.next()) {
        tables.add(names.getString(1));
      }
    }
    tables.removeAll(NOT_OURS);
    return tables;
  }

  private static List<Map<String, String>> rows(Statement statement, String table)
      throws SQLException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (ResultSet found = statement.executeQuery("select * from " + table)) {
      while (found.next()) {
        Map<String, String> row = new TreeMap<>();
        for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
          row.put(
              found.getMetaData().getColumnName(column), String.valueOf(found.getString(column)));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
