package io.netia.conversations.service;

import static io.netia.testing.TestServer.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.netia.customers.service.Customers;
import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.feed.service.FeedContents;
import io.netia.input.Input;
import io.netia.json.service.Json;
import io.netia.json.service.RawJson;
import io.netia.limits.Budget;
import io.netia.limits.Budget.Answers;
import io.netia.live.service.ChangeRange;
import io.netia.live.service.LiveEvent;
import io.netia.security.Actor;
import io.netia.security.Agent;
import io.netia.security.Visitor;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

@DisplayNameGeneration(ReplaceUnderscores.class)
class MessagesIT {

  private final TestServer server = new TestServer().with(FeedContents.class, FeedViews.class);
  private final Messages messages = server.bean(Messages.class);
  private final Conversations conversations = server.bean(Conversations.class);
  private final ConversationQueries queries = server.bean(ConversationQueries.class);

  private Agent agent;
  private Visitor customer;
  private UUID conversation;

  @BeforeEach
  void open_a_conversation() {
    agent = server.newAccount();
    customer = server.newCustomer(agent.accountId());
    conversation = begin(customer);
    server.published();
  }

  private UUID begin(Visitor of) {
    return server
        .tx(
            () ->
                conversations.createAsVisitor(
                    of.accountId(),
                    input("customer_id", of.customerId()),
                    Optional.empty(),
                    Optional.empty()))
        .id();
  }

  private SentMessage send(Actor actor, Object... fields) {
    return messages.send(actor, conversation, input(fields));
  }

  private ConversationFull shown() {
    return server.tx(() -> queries.show(agent, conversation, input()));
  }

  @Test
  void messages_are_numbered_from_one_without_holes() {
    send(customer, "body", "Hello");
    send(agent, "body", "Hi, how can I help?");

    assertThat(shown().messages()).extracting(MessageView::seq).containsExactly(1, 2);
    assertThat(shown().conversation().lastSeq()).isEqualTo(2);
  }

  @Test
  void a_customers_message_opens_a_closed_conversation_and_makes_it_unread() {
    send(agent, "body", "Anything else?");
    server.tx(() -> conversations.update(agent, conversation, input("status", "closed")));

    send(customer, "body", "Yes!");

    assertThat(shown().conversation().status()).isEqualTo("open");
    assertThat(shown().conversation().closedAt()).isNull();
    assertThat(shown().conversation().read()).isFalse();
  }

  @Test
  void the_first_public_reply_takes_the_conversation_over_and_a_note_does_not() {
    send(agent, "body", "Looks like a refund", "private", true, "type", "note");
    assertThat(shown().conversation().assigneeId()).isNull();

    send(agent, "body", "Your refund is on its way");
    assertThat(shown().conversation().assigneeId()).isEqualTo(agent.userId());
  }

  @Test
  void a_message_reaches_the_conversation_and_the_team_after_the_commit() {
    SentMessage sent = send(customer, "body", "Hello");

    assertThat(server.published())
        .extracting(LiveEvent::topic, LiveEvent::event)
        .containsExactly(
            tuple("conversation:" + conversation, "shout"),
            tuple("notification:" + agent.accountId(), "shout"));
    assertThat(sent.repeated()).isFalse();
  }

  @Test
  void a_message_that_is_rolled_back_is_never_announced_and_leaves_no_hole() {
    assertThatThrownBy(
            () ->
                server.tx(
                    () -> {
                      messages.send(customer, conversation, input("body", "Lost"));
                      throw new IllegalStateException("the transaction fails later");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(server.published()).isEmpty();
    assertThat(send(customer, "body", "Kept").seq()).isEqualTo(1);
  }

  @Test
  void a_page_of_long_messages_ends_early_and_the_next_one_goes_on() {
    String words = "x".repeat(99_000);
    IntStream.rangeClosed(1, 30).forEach(number -> send(agent, "body", number + words));

    List<Integer> seen = new ArrayList<>();
    int pages = 0;
    MessagePage page;
    do {
      int after = seen.isEmpty() ? 0 : seen.get(seen.size() - 1);
      page = server.tx(() -> messages.after(customer, conversation, after, 200));
      page.data().forEach(message -> seen.add(seqOf(message)));
      assertThat(page.data()).hasSizeLessThanOrEqualTo(11);
      pages++;
    } while (page.hasMore());
    assertThat(seen).containsExactlyElementsOf(IntStream.rangeClosed(1, 30).boxed().toList());
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void a_join_brings_all_that_was_missed_or_nothing_of_it() {
    String words = "x".repeat(99_000);
    IntStream.rangeClosed(1, 5).forEach(number -> send(agent, "body", number + words));
    send(agent, "body", "[" + "\"\n".repeat(14_000) + "]");

    for (Actor reader : List.of(agent, customer)) {
      assertThat(missed(reader, 1).stream().flatMap(List::stream).map(MessagesIT::seqOf))
          .as("below the limit, also with its escapes")
          .containsExactly(2, 3, 4, 5, 6);
      assertThat(missed(reader, 6)).contains(List.of());
      assertThat(missed(reader, 0)).as("above it only with its escapes").isEmpty();
    }
    IntStream.rangeClosed(1, 3).forEach(number -> send(agent, "body", number + words));
    assertThat(missed(agent, 1)).as("above it").isEmpty();
  }

  private Optional<List<RawJson>> missed(Actor reader, int after) {
    return server.tx(() -> messages.allAfter(reader, conversation, after));
  }

  @Test
  void before_a_number_the_nearest_messages_that_fit_come() {
    String words = "x".repeat(99_000);
    IntStream.rangeClosed(1, 30).forEach(number -> send(agent, "body", number + words));

    MessagePage page = server.tx(() -> messages.before(agent, conversation, 31, 200));
    assertThat(page.data()).hasSize(11);
    assertThat(seqOf(page.data().get(0))).isEqualTo(30);
    assertThat(page.hasMore()).isTrue();
    assertThat(server.tx(() -> messages.before(agent, conversation, 5, 200)).hasMore()).isFalse();
  }

  @Test
  void what_is_shown_of_the_author_counts_towards_the_size_of_a_page() {
    String address = "https://example.com/" + "€".repeat(2_000);
    update("update customers set metadata = ?::jsonb, pathname = ?", largestMetadata(), address);
    update(
        "insert into user_profiles (account_id, user_id, profile_photo_url) select account_id, id, ? from users"
            + " on conflict (user_id) do update set profile_photo_url = excluded.profile_photo_url",
        address);
    IntStream.rangeClosed(1, 200)
        .forEach(number -> send(number % 2 == 0 ? agent : customer, "body", "Hi"));

    for (Actor reader : List.of(agent, customer)) {
      MessagePage page = server.tx(() -> messages.after(reader, conversation, 0, 200));
      assertThat(Json.write(page)).hasSizeLessThan(Answers.PUBLIC_MESSAGES_BYTES + 100_000);
      assertThat(page.hasMore()).isTrue();
    }
    assertThat(shownIn(server.tx(() -> queries.list(agent, input("messages_limit", 200)))))
        .isBetween(5, 25);
    assertThat(Json.write(server.tx(() -> queries.show(agent, conversation, input()))))
        .hasSizeLessThan(Answers.MESSAGES_BYTES);
  }

  private static String mailboxOf(Agent of) {
    return of.email().substring(0, of.email().indexOf('@'));
  }

  @Test
  void visitors_do_not_learn_that_a_user_has_gone() throws Exception {
    send(agent, "body", "Bye");
    server.tx(
        () ->
            server
                .bean(TenantDatabase.class)
                .update(
                    agent.accountId(),
                    "update users set disabled_at = now(), archived_at = now() where id = ?",
                    agent.userId()));
    String forVisitors =
        Json.write(
            server.tx(() -> queries.ofCustomer(agent.accountId(), customer.customerId(), input())));

    JsonNode user = Json.mapper().readTree(forVisitors).at("/0/messages/0/user");
    assertThat(user.path("id").asLong()).isEqualTo(agent.userId());
    assertThat(List.of(user.path("disabled_at"), user.path("archived_at")))
        .allMatch(JsonNode::isNull);
    assertThat(forVisitors).doesNotContain(mailboxOf(agent));
  }

  private static Object largestMetadata() {
    return "{\"a\": \"" + "x".repeat(16_000) + "\"}";
  }

  private static int shownIn(ConversationPage page) {
    return page.data().get(0).messages().size();
  }

  private void update(String statement, Object... parameters) {
    server.tx(
        () -> server.bean(TenantDatabase.class).update(agent.accountId(), statement, parameters));
  }

  @Test
  void a_list_has_something_for_everybody_who_is_mentioned_and_an_end() {
    long mentioned = agent.userId() + 1_000_000;
    update(
        "insert into users (id, account_id, email, password_hash, role) select ?, account_id, 'mentioned-' || ?::text || '@example.com',"
            + " password_hash, 'user' from users where id = ?",
        mentioned,
        mentioned,
        agent.userId());
    send(agent, "body", "You", "mentioned_user_ids", List.of(mentioned));
    IntStream.range(0, 60)
        .forEach(number -> send(agent, "body", "I", "mentioned_user_ids", List.of(agent.userId())));

    String mentions =
        Json.write(server.tx(() -> queries.list(agent, input())).data().get(0).mentions());
    assertThat(users(mentions)).hasSize(Answers.LISTED_MENTIONS).contains(mentioned);
  }

  private static List<Long> users(String mentions) {
    try {
      return Json.mapper().readTree(mentions).findValues("user_id").stream()
          .map(JsonNode::asLong)
          .toList();
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Test
  void a_list_of_conversations_holds_as_much_as_fits_and_goes_on_where_it_ended() {
    String words = "€".repeat(90_000);
    List<UUID> all = new ArrayList<>(List.of(conversation));
    IntStream.range(0, 59).forEach(number -> all.add(begin(customer)));
    all.forEach(
        id ->
            IntStream.range(0, 2)
                .forEach(number -> messages.send(agent, id, input("body", words + number))));

    List<UUID> seen = new ArrayList<>();
    String next = null;
    do {
      Input query = next == null ? input() : input("after", next);
      ConversationPage page = server.tx(() -> queries.list(agent, query));
      assertThat(page.data().size()).isBetween(1, 47);
      assertThat(page.data())
          .allMatch(shown -> shown.messages().size() == 1, "the newest one alone");
      page.data().forEach(shown -> seen.add(shown.conversation().id()));
      next = page.next();
    } while (next != null);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void what_was_stored_before_its_limit_is_in_no_list_and_no_event_and_is_not_lost() {
    UUID stored = send(customer, "body", "Hello").id();
    String large = "{\"a\": \"" + "x".repeat(3_000_000) + "\"}";
    for (String table : List.of("messages", "conversations", "customers")) {
      server.tx(
          () ->
              server
                  .bean(TenantDatabase.class)
                  .update(
                      agent.accountId(), "update " + table + " set metadata = ?::jsonb", large));
    }
    server.published();

    assertThat(Json.write(server.tx(() -> queries.list(agent, input())))).hasSizeLessThan(10_000);
    assertThat(Json.write(server.tx(() -> queries.show(agent, conversation, input()))))
        .hasSizeLessThan(10_000);
    send(customer, "body", "Hello?");
    server.tx(() -> conversations.update(agent, conversation, input("subject", "Refund")));
    server.tx(() -> messages.update(agent, stored, input("body", "Hi")));
    assertThat(server.published())
        .hasSizeGreaterThan(4)
        .allMatch(event -> event.payload().length() < 10_000);
    for (String table : List.of("messages", "conversations")) {
      Optional<Integer> size =
          server.tx(
              () ->
                  server
                      .bean(TenantDatabase.class)
                      .first(
                          agent.accountId(),
                          "select max(octet_length(metadata::text)) as size from " + table,
                          row -> row.integer("size")));
      assertThat(size.orElse(0)).isGreaterThan(3_000_000);
    }
  }

  @Test
  void the_largest_message_is_an_event_that_every_queue_holds() {
    Map<String, Object> metadata = Map.of("a", "x".repeat(65_000));
    send(agent, "body", "\u0001".repeat(1_000) + "\"".repeat(99_000), "metadata", metadata);

    assertThat(server.published())
        .isNotEmpty()
        .allMatch(event -> event.payload().length() < 1024 * 1024);
  }

  @Test
  void free_metadata_is_bounded_for_visitors_and_for_the_team() {
    for (int size : List.of(17_000, 70_000)) {
      Actor actor = size < 65_536 ? customer : agent;
      assertThatThrownBy(
              () -> send(actor, "body", "Hello", "metadata", Map.of("a", "x".repeat(size))))
          .isInstanceOfSatisfying(
              ValidationException.class,
              refused -> assertThat(refused.errors()).containsOnlyKeys("metadata"));
    }
  }

  @Test
  void the_first_words_of_a_visitor_are_not_lost_for_what_stands_beside_them() {
    UUID begun =
        server
            .tx(
                () ->
                    conversations.createAsVisitor(
                        agent.accountId(),
                        input("customer_id", customer.customerId()),
                        Optional.of(
                            input(
                                "body",
                                "Hello",
                                "sent_at",
                                "0001-01-01T00:00:00Z",
                                "client_id",
                                "x",
                                "metadata",
                                "text")),
                        Optional.empty()))
            .id();
    assertThat(server.tx(() -> queries.show(agent, begun, input())).messages())
        .extracting(MessageView::body)
        .containsExactly("Hello");
    assertThatThrownBy(
            () ->
                server.tx(
                    () ->
                        conversations.createAsVisitor(
                            agent.accountId(),
                            input("customer_id", customer.customerId()),
                            Optional.of(input("body", "x".repeat(100_001))),
                            Optional.empty())))
        .isInstanceOf(ValidationException.class);
  }

  private static int seqOf(RawJson message) {
    try {
      return Json.mapper().readTree(message.json()).get("seq").asInt();
    } catch (JsonProcessingException notOurs) {
      throw new AssertionError(notOurs);
    }
  }

  @Test
  void a_note_is_announced_to_the_team_only() {
    send(agent, "body", "For the team", "private", true);

    assertThat(server.published())
        .filteredOn(event -> event.event().equals("shout"))
        .hasSize(1)
        .allMatch(event -> event.topic().startsWith("notification:"));
    List<RawJson> seenByCustomer =
        server.tx(() -> messages.after(customer, conversation, 0, 100).data());
    assertThat(seenByCustomer).isEmpty();
  }

  @Test
  void a_repeat_with_the_same_client_id_answers_with_the_stored_message() {
    UUID id = UUID.randomUUID();
    SentMessage first = send(customer, "body", "Hello", "client_id", id.toString());
    server.published();

    SentMessage again = send(customer, "body", "Hello", "client_id", id.toString());

    assertThat(again.repeated()).isTrue();
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(server.published()).isEmpty();
    assertThat(shown().messages()).hasSize(1);
  }

  @Test
  void a_client_id_stands_for_one_author_and_one_content() {
    UUID id = UUID.randomUUID();
    SentMessage first = send(customer, "body", "Hello", "client_id", id.toString());
    assertThatThrownBy(() -> send(customer, "body", "Goodbye", "client_id", id.toString()))
        .isInstanceOf(ValidationException.class);
    assertThatThrownBy(() -> send(agent, "body", "Hello", "client_id", id.toString()))
        .isInstanceOf(ValidationException.class);
    server.pass(Duration.ofSeconds(1));
    server.tx(() -> messages.update(agent, first.id(), input("body", "Hello!")));
    assertThat(send(customer, "body", "Hello", "client_id", id.toString()).id())
        .as("a message that was edited since")
        .isEqualTo(first.id());
  }

  @Test
  void an_idempotency_key_is_an_id_of_its_agent_that_a_visitor_cannot_take_first() {
    UUID key = UUID.randomUUID();
    assertThat(messages.clientId(agent, key.toString())).isEqualTo(key);
    assertThat(messages.clientId(agent, "1").version()).isEqualTo(4);
    assertThat(messages.clientId(agent, "1"))
        .isEqualTo(messages.clientId(agent, "1"))
        .isNotEqualTo(messages.clientId(server.newAccount(), "1"))
        .isNotEqualTo(messages.clientId(agent, "2"));
  }

  @Test
  void a_conversations_key_belongs_to_its_caller_and_stands_for_one_content() {
    UUID first = begun(customer, "Hello");
    assertThat(begun(customer, "Hello")).isEqualTo(first);
    assertThat(begun(server.newCustomer(agent.accountId()), "Hello")).isNotEqualTo(first);
    assertThatThrownBy(() -> begun(customer, "Goodbye")).isInstanceOf(ValidationException.class);
    UUID byTeam =
        server
            .tx(
                () ->
                    conversations.create(
                        agent,
                        input("customer_id", customer.customerId()),
                        Optional.of(input("body", "Hello")),
                        Optional.of("1")))
            .id();
    assertThat(byTeam).isNotEqualTo(first);
  }

  private UUID begun(Visitor visitor, String words) {
    return server
        .tx(
            () ->
                conversations.createAsVisitor(
                    visitor.accountId(),
                    input("customer_id", visitor.customerId()),
                    Optional.of(input("body", words)),
                    Optional.of("1")))
        .id();
  }

  @Test
  void an_old_clients_repeat_is_recognised_by_time_and_text_within_a_minute() {
    Object[] hello = {"body", "Hello", "sent_at", "2026-01-02T03:04:05.678Z"};
    SentMessage first = send(customer, hello);
    assertThat(send(customer, hello).id()).isEqualTo(first.id());

    server.pass(Duration.ofSeconds(61));
    assertThat(send(customer, hello).id()).isNotEqualTo(first.id());
    assertThat(send(customer, "body", "Hello", "sent_at", "2026-01-02T03:04:06.678Z").repeated())
        .isFalse();
  }

  @Test
  void many_senders_at_once_get_one_order_without_holes_and_a_shared_client_id_is_stored_once()
      throws Exception {
    UUID shared = UUID.randomUUID();
    ExecutorService senders = Executors.newFixedThreadPool(10);
    try {
      List<Callable<Integer>> work = new ArrayList<>();
      IntStream.range(0, 100)
          .forEach(i -> work.add(() -> send(i % 2 == 0 ? agent : customer, "body", "m" + i).seq()));
      IntStream.range(0, 10)
          .forEach(
              i ->
                  work.add(
                      () -> send(customer, "body", "once", "client_id", shared.toString()).seq()));
      for (Future<Integer> sent : senders.invokeAll(work)) {
        assertThat(sent.get()).isPositive();
      }
    } finally {
      senders.shutdown();
    }

    List<Integer> numbers = shown().messages().stream().map(MessageView::seq).toList();
    assertThat(numbers).containsExactlyElementsOf(IntStream.rangeClosed(1, 101).boxed().toList());
  }

  @Test
  void visitors_get_neither_address_nor_role_of_a_teammate_nor_internal_customer_fields()
      throws Exception {
    SentMessage sent = send(agent, "body", "Hi");

    JsonNode forVisitors = Json.mapper().readTree(sent.forVisitors().json());
    JsonNode forAgents = Json.mapper().readTree(sent.forAgents().json());
    assertThat(forAgents.at("/user/email").asText()).isEqualTo(agent.email());
    assertThat(forVisitors.at("/user/email").asText()).isEqualTo("agent@team.invalid");
    assertThat(forVisitors.toString()).doesNotContain(mailboxOf(agent));
    assertThat(forVisitors.at("/user").has("role")).isFalse();

    SentMessage own = send(customer, "body", "Hello");
    JsonNode shown = Json.mapper().readTree(own.forVisitors().json()).at("/customer");
    JsonNode known = Json.mapper().readTree(own.forAgents().json()).at("/customer");
    for (String internal : List.of("phone", "external_id", "company_id", "host", "metadata")) {
      assertThat(known.has(internal)).as(internal + " for agents").isTrue();
      assertThat(shown.path(internal).isMissingNode() || shown.path(internal).isNull())
          .as(internal + " for visitors")
          .isTrue();
    }
  }

  @Test
  void visitors_get_the_choices_in_a_messages_metadata_and_nothing_of_the_team() throws Exception {
    List<Map<String, String>> choices = List.of(Map.of("text", "Yes", "action", "y"));
    Map<String, Object> mixed = new HashMap<>(Map.of("quick_replies", choices, "churn", "likely"));
    mixed.put("nested", Map.of("reply_action", "not at the top"));

    SentMessage sent = send(agent, "body", "Ok?", "metadata", mixed);
    assertThat(metadata(sent.forAgents())).isEqualTo(Json.mapper().valueToTree(mixed));
    assertThat(metadata(sent.forVisitors()))
        .isEqualTo(Json.mapper().valueToTree(Map.of("quick_replies", choices)));

    SentMessage only =
        send(agent, "body", "Ok?", "metadata", Map.of("churn", "about reply_action"));
    assertThat(metadata(only.forVisitors()).isNull()).isTrue();

    Map<String, String> chosen = Map.of("reply_action", "y");
    assertThat(metadata(send(customer, "body", "Yes", "metadata", chosen).forVisitors()))
        .isEqualTo(Json.mapper().valueToTree(chosen));
  }

  private static JsonNode metadata(RawJson message) throws Exception {
    return Json.mapper().readTree(message.json()).path("metadata");
  }

  @Test
  void another_customer_and_another_account_get_the_answer_for_a_missing_conversation() {
    Visitor other = server.newCustomer(agent.accountId());
    Agent stranger = server.newAccount();

    for (Actor nosy : List.of(other, stranger)) {
      assertThatThrownBy(() -> send(nosy, "body", "Let me in"))
          .isInstanceOf(DomainException.class)
          .hasMessage("Not found");
      assertThatThrownBy(() -> server.tx(() -> messages.after(nosy, conversation, 0, 10)))
          .hasMessage("Not found");
    }
    assertThat(shown().messages()).isEmpty();
  }

  @Test
  void a_visitor_cannot_set_what_is_not_theirs() {
    send(
        customer,
        "body",
        "I am the boss",
        "user_id",
        agent.userId(),
        "type",
        "note",
        "private",
        true,
        "source",
        "email");

    MessageView stored = shown().messages().get(0);
    assertThat(stored.userId()).isNull();
    assertThat(stored.customerId()).isEqualTo(customer.customerId());
    assertThat(stored.type()).isEqualTo("reply");
    assertThat(stored.isPrivate()).isFalse();
    assertThat(stored.source()).isEqualTo("chat");
  }

  @Test
  void an_empty_message_and_unknown_files_are_refused() {
    assertThatThrownBy(() -> send(customer, "body", "  "))
        .isInstanceOfSatisfying(
            ValidationException.class, refused -> assertThat(refused.errors()).containsKey("body"));
    assertThatThrownBy(() -> send(customer, "body", "", "file_ids", List.of()))
        .isInstanceOfSatisfying(
            ValidationException.class, refused -> assertThat(refused.errors()).containsKey("body"));
    assertThatThrownBy(() -> send(customer, "file_ids", List.of(UUID.randomUUID().toString())))
        .isInstanceOfSatisfying(
            ValidationException.class,
            refused -> assertThat(refused.errors()).containsKey("file_ids"));
  }

  @Test
  void the_customer_seeing_the_replies_is_announced_to_the_team_once() {
    send(agent, "body", "Hi");
    server.published();

    server.tx(() -> seen());
    assertThat(server.published()).extracting(LiveEvent::event).contains("messages:seen");
    assertThat(shown().messages().get(0).seenAt()).isNotNull();

    server.tx(() -> seen());
    assertThat(server.published()).isEmpty();
  }

  private Object seen() {
    messages.seen(customer, conversation);
    return null;
  }

  @Test
  void edits_and_deletions_are_announced_to_everyone_concerned() {
    SentMessage sent = send(agent, "body", "Helo");
    server.published();

    server.tx(() -> messages.update(agent, sent.id(), input("body", "Hello")));
    assertThat(server.published())
        .extracting(LiveEvent::event)
        .containsExactly("message:updated", "message:updated");

    server.tx(
        () -> {
          messages.delete(agent, sent.id());
          return null;
        });
    assertThat(server.published())
        .extracting(LiveEvent::event)
        .containsExactly("message:deleted", "message:deleted");
    assertThat(shown().messages()).isEmpty();
  }

  @Test
  void whatever_happens_to_a_conversation_is_one_step_after_the_one_before() {
    UUID hello = send(customer, "body", "Hello").id();
    UUID hint = send(agent, "body", "Psst", "private", true).id();
    send(agent, "body", "Hi");
    server.tx(() -> messages.update(agent, hello, input("body", "Hello!")));
    done(() -> messages.delete(agent, hint));
    done(() -> messages.seen(customer, conversation));
    send(customer, "body", "Thank you");
    done(() -> messages.delete(agent, hello));
    done(() -> conversations.markRead(agent, conversation));
    server.tx(() -> conversations.update(agent, conversation, input("priority", "priority")));
    done(() -> conversations.delete(agent, conversation));

    List<ChangeRange> changes = server.changes(conversation);
    assertThat(changes).hasSize(12);
    for (int i = 1; i < changes.size(); i++) {
      assertThat(changes.get(i).before()).isEqualTo(changes.get(i - 1).after());
      assertThat(changes.get(i).after()).isEqualTo(changes.get(i).before() + 1);
    }
  }

  @Test
  void what_the_customer_could_see_and_was_edited_or_deleted_is_counted() {
    UUID hello = send(customer, "body", "Hello").id();
    UUID note = send(agent, "body", "Psst", "private", true).id();
    assertThat(editCount()).isZero();

    server.tx(() -> messages.update(agent, hello, input("body", "Hello!")));
    server.tx(() -> messages.update(agent, note, input("body", "Psst!")));
    assertThat(editCount()).isEqualTo(1);

    done(() -> messages.delete(agent, note));
    done(() -> messages.delete(agent, hello));
    assertThat(editCount()).isEqualTo(2);
  }

  private int editCount() {
    return server
        .tx(
            () ->
                conversations.join(
                    Optional.empty(), conversation, Optional.of(customer.customerId())))
        .editCount();
  }

  private void done(Runnable work) {
    server.tx(
        () -> {
          work.run();
          return null;
        });
  }

  @Test
  void who_is_in_a_conversation_leaves_it_when_it_is_deleted() {
    done(() -> conversations.delete(agent, conversation));

    assertThat(server.published())
        .contains(LiveEvent.ended("conversation:" + conversation))
        .anySatisfy(
            event -> {
              assertThat(event.topic()).isEqualTo("notification:" + agent.accountId());
              assertThat(event.payload()).contains("\"archived_at\":\"");
            });
  }

  @Test
  void the_messages_of_a_conversation_go_before_it_does_for_its_own_account_only() {
    UUID hello = send(customer, "body", "Hello").id();
    assertThatThrownBy(
            () ->
                server.tx(
                    () -> conversations.deleteSomeMessages(server.newAccount(), conversation)))
        .isInstanceOf(DomainException.class);
    assertThat(server.tx(() -> messages.show(agent, hello)).body()).isEqualTo("Hello");

    assertThat(server.tx(() -> conversations.deleteSomeMessages(agent, conversation))).isFalse();
    assertThatThrownBy(() -> server.tx(() -> messages.show(agent, hello)))
        .isInstanceOf(DomainException.class);

    UUID again = send(customer, "body", "Hello again").id();
    Customers customers = server.bean(Customers.class);
    assertThat(
            server.tx(
                () -> customers.deleteSomeMessages(server.newAccount(), customer.customerId())))
        .isFalse();
    assertThat(server.tx(() -> messages.show(agent, again)).body()).isEqualTo("Hello again");
    server.tx(() -> customers.deleteSomeMessages(agent, customer.customerId()));
    assertThatThrownBy(() -> server.tx(() -> messages.show(agent, again)))
        .isInstanceOf(DomainException.class);
  }

  private void addMessages(int count) {
    server.tx(
        () ->
            server
                .bean(TenantDatabase.class)
                .update(
                    agent.accountId(),
                    "insert into messages (id, account_id, conversation_id, seq, customer_id, body)"
                        + " select gen_random_uuid(), ?, ?, n, ?, 'Hi' from generate_series(1, ?) as n",
                    agent.accountId(),
                    conversation,
                    customer.customerId(),
                    count));
  }

  @Test
  void more_messages_than_one_transaction_deletes_go_in_several() {
    int most = Budget.Database.DELETED_AT_ONCE;
    addMessages(most + 1);
    assertThat(server.tx(() -> conversations.deleteSomeMessages(agent, conversation))).isTrue();
    assertThat(server.tx(() -> messages.count(agent))).isOne();
    assertThat(server.tx(() -> conversations.deleteSomeMessages(agent, conversation))).isFalse();
    assertThat(server.tx(() -> messages.count(agent))).isZero();

    Customers customers = server.bean(Customers.class);
    addMessages(most + 1);
    assertThat(server.tx(() -> customers.deleteSomeMessages(agent, customer.customerId())))
        .isTrue();
    assertThat(server.tx(() -> messages.count(agent))).isOne();
    assertThat(server.tx(() -> customers.deleteSomeMessages(agent, customer.customerId())))
        .isFalse();
    assertThat(server.tx(() -> messages.count(agent))).isZero();
  }

  @Test
  void a_text_to_look_for_has_a_length_and_a_search_a_time() {
    String tooLong = "a".repeat(Budget.Searches.TEXT + 1);
    assertTooLong("q", () -> queries.list(agent, input("q", tooLong)));
    assertTooLong("q", () -> queries.count(agent, input("q", tooLong)));
    assertTooLong("body", () -> messages.list(agent, input("body", tooLong)));

    send(customer, "body", "Hello");
    List<Callable<?>> searches =
        List.of(
            () -> queries.list(agent, input("q", "hello")),
            () -> queries.count(agent, input("q", "hello")),
            () -> messages.list(agent, input("body", "hello")),
            () -> messages.count(agent));
    assertThat(searches)
        .allSatisfy(
            search ->
                assertThat(server.statementMillisAfter(agent, search))
                    .isPositive()
                    .isLessThanOrEqualTo((int) Budget.Searches.TIME.toMillis()));
  }

  private void assertTooLong(String field, Callable<?> search) {
    assertThatThrownBy(() -> server.tx(search::call))
        .isInstanceOfSatisfying(
            ValidationException.class,
            refused -> assertThat(refused.errors()).containsOnlyKeys(field));
  }

  @Test
  void sending_costs_at_most_five_round_trips_and_reading_a_page_at_most_four() {
    assertThat(
            server.roundTrips(() -> messages.send(customer, conversation, input("body", "Hello"))))
        .isLessThanOrEqualTo(5);
    assertThat(server.roundTrips(() -> messages.send(agent, conversation, input("body", "Hi"))))
        .isLessThanOrEqualTo(5);
    assertThat(server.roundTrips(() -> queries.list(agent, input("status", "open"))))
        .isLessThanOrEqualTo(4);
    assertThat(server.roundTrips(() -> queries.show(agent, conversation, input())))
        .isLessThanOrEqualTo(4);
  }
}
