package io.netia.feed.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.conversations.service.FeedWiring;
import io.netia.migrations.service.Migrations;
import io.netia.security.Agent;
import io.netia.testing.TestDatabase;
import io.netia.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FeedEpochIT {

  private final TestServer server = FeedWiring.server();
  private final Feed feed = server.bean(Feed.class);
  private final Agent agent = server.newAccount();

  private FeedPage after(String cursor) {
    return server.tx(() -> feed.after(agent, cursor));
  }

  private String cursor() {
    return server.tx(() -> feed.cursor(agent));
  }

  private static String with(String cursor, String pattern, String replacement) {
    String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.replaceAll(pattern, replacement).getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void a_cursor_from_before_a_restore_is_answered_with_reload_and_a_new_one() {
    String foreign = with(cursor(), "[0-9a-f]{12}$", "0123456789ab");
    FeedPage page = after(foreign);
    assertThat(page.reload()).isTrue();
    assertThat(after(page.cursor()).reload()).isFalse();
  }

  @Test
  void a_cursor_of_a_release_that_knew_no_epochs_is_answered_with_reload() {
    assertThat(after(with(cursor(), "\\.[0-9a-f]{12}$", "")).reload()).isTrue();
  }

  @Test
  void events_of_another_clusters_transactions_do_not_come_again_after_a_restore()
      throws SQLException {
    add("1000000000000", "conversation:created");
    migrateIn("another cluster");
    assertThat(countOf("1000000000000")).isZero();
  }

  @Test
  void without_a_restore_a_start_removes_no_event() throws SQLException {
    String before = cursor();
    add("pg_current_xact_id()::text", "conversation:created");
    Migrations.migrate(TestDatabase.running().owner(), "netia_app");
    assertThat(after(before).data()).hasSize(1);
  }

  private void add(String xid, String event) throws SQLException {
    asAccount(
        "insert into feed (account_id, xid, event, conversation_id) values ('%s', (%s)::text::xid8, '%s', '%s')"
            .formatted(agent.accountId(), xid, event, UUID.randomUUID()));
  }

  /** What the start of the application does in a database that was restored from somewhere else. */
  private static void migrateIn(String cluster) throws SQLException {
    try (Connection owner = TestDatabase.running().owner().getConnection();
        Statement statement = owner.createStatement()) {
      statement.execute("update feed_epoch set cluster = '" + cluster + "'");
    }
    Migrations.migrate(TestDatabase.running().owner(), "netia_app");
  }

  private int countOf(String xid) throws SQLException {
    return asAccount("delete from feed where xid = '" + xid + "'");
  }

  private int asAccount(String sql) throws SQLException {
    try (Connection connection = TestDatabase.running().application().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set netia.account_id = '" + agent.accountId() + "'");
      return statement.executeUpdate(sql);
    }
  }
}
