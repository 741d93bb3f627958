package io.netia.migrations.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.security.Agent;
import io.netia.testing.TestDatabase;
import io.netia.testing.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Statements of the release before the tables were renamed. While a cluster is upgraded node by
 * node, its nodes send them to the new schema.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RenamedTablesIT {

  private static final String CLAIM =
      "insert into once_keys (account_id, scope, key, resource_id, fingerprint) values (?, ?, ?, ?, ?)"
          + " on conflict (account_id, scope, key) do update set resource_id = once_keys.resource_id"
          + " returning resource_id, fingerprint";

  private static final String REGISTER =
      """
      with mine as (
        insert into nodes (id, is_deaf) values (?, ?)
        on conflict (id) do update set heard_at = now(), is_deaf = excluded.is_deaf
      ), unread as (
        delete from relayed_batches where relayed_at < now() - interval '1 minute'
      ), aged as (
        delete from nodes where id <> ? and heard_at < now() - interval '10 minutes'
      )
      select id, is_deaf, round(extract(epoch from now() - heard_at) * 1000)::bigint as age
      from nodes where id <> ? and heard_at >= now() - interval '10 minutes'
      """;

  private static final String STORE =
      """
      with old as (
        delete from relayed_batches where node = ? and relayed_at < now() - interval '30 seconds'
      )
      insert into relayed_batches (node, number, batches) values (?, ?, ?) on conflict do nothing
      """;

  private static final String FETCH =
      """
      select b.node, b.number, b.batches
      from relayed_batches b
        left join unnest(?::text[], ?::bigint[]) as known (node, number) on known.node = b.node
      where b.node <> ? and b.number > coalesce(known.number, 0)
      order by b.node, b.number
      limit 20
      """;

  private final TestServer server = new TestServer();
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = TestDatabase.running().application().getConnection();
    connection.setAutoCommit(false);
  }

  @AfterEach
  void rollBack() throws SQLException {
    connection.rollback();
    connection.close();
  }

  @Test
  void a_key_is_claimed_once_whichever_name_the_table_has() throws SQLException {
    UUID account = server.newAccount().accountId();
    UUID first = UUID.randomUUID();
    enter(account);

    assertThat(rows(CLAIM, account, "message", "k", first, "f")).containsExactly(first + " f");
    assertThat(rows(CLAIM, account, "message", "k", UUID.randomUUID(), "g"))
        .containsExactly(first + " f");
    assertThat(
            rows(
                CLAIM.replace("once_keys", "idempotency_keys"),
                account,
                "message",
                "k",
                UUID.randomUUID(),
                "g"))
        .containsExactly(first + " f");
    assertThat(rows("select count(inserted_at) from idempotency_keys")).containsExactly("1");
  }

  @Test
  void row_level_security_holds_for_the_old_name() throws SQLException {
    Agent theirs = server.newAccount();
    enter(theirs.accountId());
    assertThat(rows(CLAIM, theirs.accountId(), "message", "k", UUID.randomUUID(), "f")).hasSize(1);

    enter(server.newAccount().accountId());
    assertThat(rows("select count(*) from once_keys")).containsExactly("0");
    assertThat(update("delete from once_keys")).isZero();
    assertThat(update("update once_keys set scope = 'mine'")).isZero();
    assertThatThrownBy(
            () -> rows(CLAIM, theirs.accountId(), "message", "l", UUID.randomUUID(), "f"))
        .hasMessageContaining("row-level security");
  }

  @Test
  void nodes_of_both_releases_see_each_other() throws SQLException {
    update("delete from cluster_nodes");
    assertThat(rows(REGISTER, "old", true, "old", "old")).isEmpty();
    assertThat(rows("select id, is_isolated from cluster_nodes")).containsExactly("old t");
    assertThat(rows(REGISTER, "old", false, "old", "old")).isEmpty();
    assertThat(rows("select id, is_isolated from cluster_nodes")).containsExactly("old f");

    update("insert into cluster_nodes (id, is_isolated) values ('new', true)");
    assertThat(rows(REGISTER, "old", false, "old", "old")).containsExactly("new t 0");
    assertThat(update("delete from nodes where id = ?", "old")).isEqualTo(1);
    assertThat(rows("select id from cluster_nodes")).containsExactly("new");
  }

  @Test
  void batches_go_from_either_release_to_the_other() throws SQLException {
    update("delete from cluster_batches");
    byte[] batch = {1};
    assertThat(update(STORE, "old", "old", 1L, batch)).isEqualTo(1);
    assertThat(update(STORE, "old", "old", 1L, batch)).isZero();
    assertThat(
            update(
                STORE
                    .replace("relayed_batches", "cluster_batches")
                    .replace("relayed_at", "stored_at"),
                "new",
                "new",
                1L,
                batch))
        .isEqualTo(1);

    assertThat(rows(FETCH, new String[0], new Long[0], "nobody"))
        .containsExactly("new 1 \\x01", "old 1 \\x01");
    assertThat(rows("select count(stored_at) from cluster_batches")).containsExactly("2");
  }

  private void enter(UUID account) throws SQLException {
    assertThat(rows("select set_config('netia.account_id', ?, true)", account.toString()))
        .hasSize(1);
  }

  private int update(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepared(sql, parameters)) {
      return statement.executeUpdate();
    }
  }

  /** Each row as its columns with spaces between. */
  private List<String> rows(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepared(sql, parameters);
        ResultSet found = statement.executeQuery()) {
      List<String> rows = new ArrayList<>();
      while (found.next()) {
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
          columns.add(found.getString(column));
        }
        rows.add(String.join(" ", columns));
      }
      return rows;
    }
  }

  private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] instanceof String[] texts) {
        statement.setArray(i + 1, connection.createArrayOf("text", texts));
      } else if (parameters[i] instanceof Long[] numbers) {
        statement.setArray(i + 1, connection.createArrayOf("bigint", numbers));
      } else {
        statement.setObject(i + 1, parameters[i]);
      }
    }
    return statement;
  }
}
