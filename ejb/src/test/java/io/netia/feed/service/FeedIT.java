package io.netia.feed.service;

import static io.netia.testing.TestServer.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.conversations.service.Conversations;
import io.netia.conversations.service.FeedWiring;
import io.netia.conversations.service.Messages;
import io.netia.conversations.service.SentMessage;
import io.netia.json.service.Json;
import io.netia.security.Agent;
import io.netia.security.Visitor;
import io.netia.testing.TestDatabase;
import io.netia.testing.TestServer;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FeedIT {

  private final TestServer server = FeedWiring.server();
  private final Feed feed = server.bean(Feed.class);
  private final Messages messages = server.bean(Messages.class);
  private Agent agent;
  private Visitor customer;
  private UUID conversation;

  @BeforeEach
  void open_a_conversation() {
    agent = server.newAccount();
    customer = server.newCustomer(agent.accountId());
    conversation = begin();
  }

  private UUID begin() {
    return server
        .tx(
            () ->
                server
                    .bean(Conversations.class)
                    .createAsVisitor(
                        agent.accountId(),
                        input("customer_id", customer.customerId()),
                        Optional.empty(),
                        Optional.empty()))
        .id();
  }

  private SentMessage send(String body) {
    return server.tx(() -> messages.send(customer, conversation, input("body", body)));
  }

  private FeedReading read(String cursor) {
    return server.tx(() -> feed.read(agent, cursor));
  }

  private FeedPage after(String cursor) {
    return server.tx(() -> feed.after(agent, cursor));
  }

  private String cursor() {
    return server.tx(() -> feed.cursor(agent));
  }

  private static List<String> events(FeedPage page) {
    return page.data().stream().map(FeedEvent::event).toList();
  }

  @Test
  void what_happened_after_the_cursor_comes_in_order_and_only_once() {
    String before = cursor();
    send("one");
    send("two");

    FeedPage page = after(before);
    assertThat(events(page)).containsExactly("shout", "shout");
    assertThat(page.data().get(0).payload().json()).contains("\"one\"");
    assertThat(after(page.cursor()).data()).isEmpty();
  }

  @Test
  void the_present_state_of_a_conversation_comes_after_what_led_to_it() {
    String before = cursor();
    server.tx(
        () ->
            server
                .bean(Conversations.class)
                .update(agent, conversation, input("subject", "Refund")));
    send("Hello?");
    server.tx(
        () -> {
          server.bean(Conversations.class).markRead(agent, conversation);
          return null;
        });

    FeedPage page = after(before);
    assertThat(events(page)).containsExactly("shout", "conversation:updated");
    assertThat(page.data().get(1).payload().json()).contains("Refund").contains("\"read\":true");
  }

  @Test
  void an_event_of_a_transaction_that_commits_late_is_not_skipped() throws Exception {
    String before = cursor();
    try (Connection late = TestDatabase.running().application().getConnection();
        Statement statement = late.createStatement()) {
      late.setAutoCommit(false);
      statement.execute("select set_config('netia.account_id', '" + agent.accountId() + "', true)");
      statement.execute(
          "insert into feed (account_id, event, conversation_id) values ('"
              + agent.accountId()
              + "', 'conversation:created', '"
              + conversation
              + "')");
      send("committed first");

      FeedReading meanwhile = read(before);
      assertThat(meanwhile.page().data()).as("nothing above a transaction still open").isEmpty();
      assertThat(read(before).isCompleteUpTo(meanwhile)).isFalse();

      late.commit();
      FeedReading afterwards = read(meanwhile.page().cursor());
      assertThat(events(afterwards.page())).containsExactly("conversation:created", "shout");
      assertThat(afterwards.isCompleteUpTo(meanwhile)).isTrue();
    }
  }

  @Test
  void a_message_deleted_meanwhile_comes_as_deleted_only() {
    String before = cursor();
    SentMessage gone = send("oops");
    server.tx(
        () -> {
          messages.delete(agent, gone.id());
          return null;
        });

    assertThat(events(after(before))).containsExactly("message:deleted");
  }

  @Test
  void an_agent_of_another_account_gets_nothing_of_it() {
    Agent stranger = server.newAccount();
    String before = cursor();
    send("private matter");

    assertThat(server.tx(() -> feed.after(stranger, before)).data()).isEmpty();
  }

  @Test
  void who_was_away_too_long_or_missed_too_much_is_answered_to_reload() {
    String old = cursor();
    server.pass(Duration.ofDays(7));
    assertThat(after(old).reload()).isTrue();

    String before = cursor();
    for (int i = 0; i < 501; i++) {
      send("message " + i);
    }
    assertThat(after(before).reload()).isTrue();
  }

  @Test
  void a_page_of_large_events_ends_early_and_the_next_one_goes_on() {
    String before = cursor();
    String words = "x".repeat(90_000);
    for (int i = 0; i < 30; i++) {
      send(i + words);
    }

    List<String> payloads = new ArrayList<>();
    FeedReading reading;
    String next = before;
    do {
      reading = read(next);
      next = reading.page().cursor();
      int size = reading.page().data().stream().mapToInt(e -> e.payload().json().length()).sum();
      assertThat(size).isLessThanOrEqualTo(1024 * 1024);
      reading.page().data().forEach(event -> payloads.add(event.payload().json()));
    } while (reading.hasMore());
    assertThat(payloads).hasSize(30);
    for (int i = 0; i < 30; i++) {
      assertThat(payloads.get(i)).contains("\"" + i + "xxx");
    }
  }

  @Test
  void large_states_are_counted_as_they_are_rendered() {
    String before = cursor();
    for (int i = 0; i < 40; i++) {
      Map<String, Object> metadata = Map.of("a", "x".repeat(60_000));
      UUID other = begin();
      server.tx(
          () -> server.bean(Conversations.class).update(agent, other, input("metadata", metadata)));
    }
    Set<String> updated = new HashSet<>();
    FeedReading reading = read(before);
    assertThat(reading.hasMore()).isTrue();
    for (; reading.hasMore(); reading = read(reading.page().cursor())) {
      assertThat(Json.write(reading.page())).hasSizeLessThan(1_100_000);
      note(updated, reading.page());
    }
    note(updated, reading.page());
    assertThat(updated).hasSize(40);
  }

  private static void note(Set<String> updated, FeedPage page) {
    page.data().stream()
        .filter(event -> event.event().equals("conversation:updated"))
        .forEach(event -> updated.add(event.payload().json()));
  }

  @Test
  void a_text_that_is_no_cursor_is_refused() {
    assertThatThrownBy(() -> after("bogus")).hasMessage("The cursor cannot be read");
  }
}
