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
