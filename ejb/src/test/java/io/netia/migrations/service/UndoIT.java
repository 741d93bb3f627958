package io.netia.migrations.service;

import static io.netia.migrations.service.TestMigrations.ROLE;
import static io.netia.migrations.service.TestMigrations.flyway;
import static org.assertj.core.api.Assertions.assertThat;

import io.netia.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Rolling back, one migration after the other, in a database with rows in it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UndoIT {

  private static final String ROWS =
      """
      set netia.account_id = '00000000-0000-0000-0000-00000000000a';
      insert into accounts (id, company_name) values ('00000000-0000-0000-0000-00000000000a', 'Undone');
      insert into users (account_id, email) values ('00000000-0000-0000-0000-00000000000a', 'undone@example.com');
      insert into customers (id, account_id, external_id) values
        ('00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-00000000000a', 'one');
      insert into conversations (id, account_id, customer_id, status, last_seq) values
        ('00000000-0000-0000-0000-00000000000d', '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-00000000000c', 'closed', 1);
      insert into messages (id, account_id, conversation_id, seq, customer_id, body, type) values
        (gen_random_uuid(), '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-00000000000d', 1, '00000000-0000-0000-0000-00000000000c', 'Hi', 'reply');
      insert into feed (account_id, event, customer_id) values
        ('00000000-0000-0000-0000-00000000000a', 'customer:updated', '00000000-0000-0000-0000-00000000000c');
      insert into feed (account_id, event, conversation_id) values
        ('00000000-0000-0000-0000-00000000000a', 'conversation:updated', '00000000-0000-0000-0000-00000000000d');
      insert into visitor_rules (account_id) values ('00000000-0000-0000-0000-00000000000a');
      insert into cluster_nodes (id) values ('a node');
      insert into cluster_batches (node, number, batches) values ('a node', 1, '');
      """;

  private final DataSource owner = TestDatabase.running().empty("undone");

  @Test
  void every_migration_can_be_taken_back_to_what_was_before_it_and_made_again() throws Exception {
    List<MigrationVersion> versions =
        Arrays.stream(flyway(owner, MigrationVersion.LATEST).info().pending())
            .map(migration -> migration.getVersion())
            .toList();
    List<TreeSet<String>> shapes = new ArrayList<>(List.of(SchemaShape.of(owner)));
    for (MigrationVersion version : versions) {
      flyway(owner, version).migrate();
      shapes.add(SchemaShape.of(owner));
    }
    fill();

    for (int i = versions.size() - 1; i >= 0; i--) {
      assertThat(SchemaCommand.rollback(owner, ROLE))
          .startsWith("Taken back: migration " + versions.get(i) + " (");
      assertShape("after taking back " + versions.get(i), shapes.get(i));
      flyway(owner, versions.get(i)).migrate();
      assertShape("after " + versions.get(i) + " a second time", shapes.get(i + 1));
      SchemaCommand.rollback(owner, ROLE);
    }
    flyway(owner, MigrationVersion.LATEST).migrate();
    assertShape("after all of them a second time", shapes.get(shapes.size() - 1));
  }

  private void assertShape(String when, TreeSet<String> expected) throws SQLException {
    TreeSet<String> found = SchemaShape.of(owner);
    List<String> missing = expected.stream().filter(line -> !found.contains(line)).toList();
    found.removeAll(expected);
    assertThat(missing).as("missing " + when).isEmpty();
    assertThat(found).as("too much " + when).isEmpty();
  }

  private void fill() throws SQLException {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(ROWS);
    }
  }
}
