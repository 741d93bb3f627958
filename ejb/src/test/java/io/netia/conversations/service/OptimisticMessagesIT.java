package io.netia.conversations.service;

import static io.netia.testing.TestServer.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.conversations.Conversation;
import io.netia.conversations.service.ConversationVersionCache.Known;
import io.netia.errors.DomainException;
import io.netia.feed.service.FeedContents;
import io.netia.json.service.Json;
import io.netia.live.service.LiveEvent;
import io.netia.security.Actor;
import io.netia.security.Agent;
import io.netia.security.Visitor;
import io.netia.tenancy.service.DatabaseFailure;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.testing.TestDatabase;
import io.netia.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages in a conversation whose state this node knows from the message before. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class OptimisticMessagesIT {

  private final TestServer server = new TestServer().with(FeedContents.class, FeedViews.class);
  private final Messages messages = server.bean(Messages.class);
  private final Conversations conversations = server.bean(Conversations.class);
  private final ConversationQueries queries = server.bean(ConversationQueries.class);
  private final TenantDatabase database = server.bean(TenantDatabase.class);

  private Agent agent;
  private Visitor customer;
  private UUID conversation;

  @BeforeEach
  void send_a_message_in_a_new_conversation() {
    agent = server.newAccount();
    customer = server.newCustomer(agent.accountId());
    conversation =
        server
            .tx(
                () ->
                    conversations.createAsVisitor(
                        customer.accountId(),
                        input("customer_id", customer.customerId()),
                        Optional.empty(),
                        Optional.empty()))
            .id();
    send(customer, "body", "Hello");
    server.published();
  }

  private SentMessage send(Actor actor, Object... fields) {
    return messages.send(actor, conversation, input(fields));
  }

  private ConversationFull shown() {
    return queries.show(agent, conversation, input());
  }

  private void elsewhere(String change) {
    server.tx(
        () ->
            database.update(
                agent.accountId(),
                "update conversations set " + change + " where id = ?",
                conversation));
  }

  @Test
  void a_message_after_another_is_one_round_trip_however_often_there_was_one_before() {
    for (int i = 0; i < 10; i++) {
      assertThat(server.roundTripsOf(() -> send(customer, "body", "Anybody there?"))).isEqualTo(1);
      assertThat(server.roundTripsOf(() -> send(agent, "body", "Yes"))).isEqualTo(1);
    }
    assertThat(shown().messages())
        .extracting(MessageView::seq)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 21).boxed().toList());
  }

  @Test
  void a_conversation_with_its_messages_is_read_in_one_round_trip_however_often() {
    for (int i = 0; i < 10; i++) {
      assertThat(server.roundTripsOf(() -> assertThat(shown().messages()).hasSize(1))).isEqualTo(1);
    }
  }

  @Test
  void it_is_announced_to_everyone_concerned_like_any_other() {
    send(agent, "body", "Hi");

    assertThat(server.published())
        .extracting(event -> event.topic().split(":")[0] + " " + event.event())
        .containsExactly(
            "notification shout",
            "conversation shout",
            "notification conversation:updated",
            "conversation conversation:updated");
  }

  @Test
  void it_starts_from_what_another_node_did_meanwhile() {
    elsewhere("status = 'closed', closed_at = now(), subject = 'Refund'");

    send(customer, "body", "One more thing");

    assertThat(shown().conversation().status()).isEqualTo("open");
    assertThat(shown().conversation().closedAt()).isNull();
    assertThat(shown().conversation().subject()).isEqualTo("Refund");
    assertThat(shown().messages()).extracting(MessageView::seq).containsExactly(1, 2);
  }

  @Test
  void a_change_on_this_node_does_not_cost_the_next_message_a_vain_attempt() {
    server.tx(() -> conversations.update(agent, conversation, input("priority", "priority")));

    assertThat(server.roundTripsOf(() -> send(customer, "body", "Hello again"))).isEqualTo(3);
  }

  @Test
  void what_this_node_keeps_is_committed() {
    ConversationVersionCache recent = server.bean(ConversationVersionCache.class);
    Known state = recent.take(conversation).orElseThrow();
    server.tx(
        () -> {
          recent.keepAfterCommit(state);
          assertThat(recent.take(conversation)).isEmpty();
          return null;
        });
    assertThat(recent.take(conversation)).contains(state);

    assertThatThrownBy(
            () ->
                server.tx(
                    () -> {
                      recent.keepAfterCommit(state);
                      throw new IllegalStateException("the transaction fails later");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(recent.take(conversation)).isEmpty();
  }

  /**
   * Else an old client's repeat on this node would look past a first that is committed just now.
   */
  @Test
  void a_message_that_is_being_committed_leaves_nothing_to_know_yet() throws Exception {
    ConversationVersionCache recent = server.bean(ConversationVersionCache.class);
    ExecutorService sender = Executors.newSingleThreadExecutor();
    try (Connection owner = TestDatabase.running().owner().getConnection();
        Statement holder = owner.createStatement()) {
      holder.execute(
          "create function held() returns trigger language plpgsql as"
              + " 'begin perform pg_advisory_xact_lock(8); return null; end'");
      holder.execute(
          "create constraint trigger held after insert on messages deferrable initially deferred"
              + " for each row when (new.body = 'held') execute function held()");
      holder.execute("select pg_advisory_lock(8)");
      assertThat(recent.take(conversation)).isPresent();

      Future<SentMessage> sending = sender.submit(() -> send(customer, "body", "held"));
      backendThatWaits("COMMIT");
      assertThat(recent.take(conversation)).isEmpty();

      holder.execute("select pg_advisory_unlock(8)");
      assertThat(sending.get().seq()).isEqualTo(2);
      assertThat(recent.take(conversation)).isPresent();
      holder.execute("drop function held cascade");
    } finally {
      sender.shutdownNow();
    }
  }

  @Test
  void what_this_node_keeps_is_what_is_stored() {
    server.pass(Duration.ofSeconds(1));
    send(agent, "body", "Hi");
    send(customer, "body", "Hello again");

    Conversation kept =
        server.bean(ConversationVersionCache.class).take(conversation).orElseThrow().conversation();
    assertThat(kept)
        .isEqualTo(
            server.tx(
                () ->
                    server
                        .bean(ConversationStore.class)
                        .find(agent.accountId(), conversation)
                        .orElseThrow()));
  }

  @Test
  void a_message_that_is_part_of_more_leaves_nothing_to_go_by() {
    server.tx(() -> send(agent, "body", "Hi"));

    assertThat(server.bean(ConversationVersionCache.class).take(conversation)).isEmpty();
  }

  @Test
  void a_repeat_answers_with_the_stored_message() {
    UUID id = UUID.randomUUID();
    SentMessage first = send(customer, "body", "Hi", "client_id", id.toString());

    SentMessage second = send(customer, "body", "Hi", "client_id", id.toString());

    assertThat(second.repeated()).isTrue();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(shown().messages()).hasSize(2);
  }

  @Test
  void a_message_that_the_database_does_not_confirm_lets_its_audience_read_again()
      throws Exception {
    ExecutorService sender = Executors.newSingleThreadExecutor();
    try (Connection locker = TestDatabase.running().application().getConnection()) {
      locker.setAutoCommit(false);
      try (Statement lock = locker.createStatement()) {
        lock.execute("select set_config('netia.account_id', '" + agent.accountId() + "', true)");
        lock.execute("select 1 from conversations where id = '" + conversation + "' for update");
      }
      Future<SentMessage> sending = sender.submit(() -> send(customer, "body", "Hello?"));
      TestDatabase.terminate(backendThatWaits("%store_message%"));

      assertThatThrownBy(sending::get).hasCauseInstanceOf(DatabaseFailure.class);
      locker.rollback();
    } finally {
      sender.shutdownNow();
    }

    assertThat(server.published())
        .containsExactly(
            LiveEvent.resync("conversation:" + conversation),
            LiveEvent.resync("notification:" + agent.accountId()));
  }

  private static int backendThatWaits(String query) throws SQLException {
    try (Connection watcher = TestDatabase.running().application().getConnection();
        Statement watch = watcher.createStatement()) {
      while (true) {
        try (ResultSet waiting =
            watch.executeQuery(
                "select pid from pg_stat_activity where wait_event_type = 'Lock' and query like '"
                    + query
                    + "'")) {
          if (waiting.next()) {
            return waiting.getInt(1);
          }
        }
      }
    }
  }

  @Test
  void a_stranger_gets_the_answer_for_a_missing_conversation() {
    Visitor other = server.newCustomer(agent.accountId());
    Agent stranger = server.newAccount();

    for (Actor actor : List.of(other, stranger)) {
      send(customer, "body", "so that the state is known");
      assertThatThrownBy(() -> send(actor, "body", "Let me in"))
          .isInstanceOfSatisfying(
              DomainException.class,
              refused -> assertThat(refused.kind()).isEqualTo(DomainException.Kind.NOT_FOUND));
    }
  }

  @Test
  void a_conversation_that_is_gone_is_missing() {
    server.tx(
        () ->
            database.update(
                agent.accountId(), "delete from conversations where id = ?", conversation));

    assertThatThrownBy(() -> send(customer, "body", "Hello?"))
        .isInstanceOfSatisfying(
            DomainException.class,
            refused -> assertThat(refused.kind()).isEqualTo(DomainException.Kind.NOT_FOUND));
  }

  @Test
  void many_senders_at_once_are_numbered_without_holes_and_announced_in_that_order()
      throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(10);
    try {
      List<Callable<SentMessage>> work = new ArrayList<>();
      IntStream.range(0, 300)
          .forEach(i -> work.add(() -> send(i % 2 == 0 ? customer : agent, "body", "no. " + i)));
      for (Future<SentMessage> sent : senders.invokeAll(work)) {
        sent.get();
      }
    } finally {
      senders.shutdownNow();
    }

    List<Integer> expected = IntStream.rangeClosed(2, 301).boxed().toList();
    List<LiveEvent> published = server.published();
    assertThat(announced(published, "conversation:")).isEqualTo(expected);
    assertThat(announced(published, "notification:")).isEqualTo(expected);
  }

  private List<Integer> announced(List<LiveEvent> published, String topics) throws Exception {
    List<Integer> numbers = new ArrayList<>();
    for (LiveEvent event : published) {
      if (event.topic().startsWith(topics) && event.event().equals("shout")) {
        numbers.add(Json.mapper().readTree(event.payload()).get("seq").intValue());
      }
    }
    return numbers;
  }
}
