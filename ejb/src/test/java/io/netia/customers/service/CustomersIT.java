package io.netia.customers.service;

import static io.netia.testing.TestServer.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.netia.conversations.service.Conversations;
import io.netia.conversations.service.CustomerView;
import io.netia.conversations.service.IdempotencyKey;
import io.netia.customers.service.Visitors.Created;
import io.netia.customers.service.Visitors.Proofs;
import io.netia.errors.DomainException;
import io.netia.errors.DomainException.Kind;
import io.netia.errors.ValidationException;
import io.netia.identityverification.service.VisitorTokens;
import io.netia.json.service.Json;
import io.netia.limits.Budget;
import io.netia.live.service.ChangeRange;
import io.netia.live.service.LiveEvent;
import io.netia.security.Agent;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.testing.TestServer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CustomersIT {

  private final TestServer server = new TestServer();
  private final Customers customers = server.bean(Customers.class);
  private final Visitors visitors = server.bean(Visitors.class);
  private static final Proofs NOTHING = new Proofs(Optional.empty(), Optional.empty());
  private static final Optional<Proofs> NOTHING_SHOWN = Optional.of(NOTHING);

  private final Agent agent = server.newAccount();
  private final Agent stranger = server.newAccount();

  private CustomerView create(Object... fields) {
    return create(Optional.empty(), NOTHING_SHOWN, fields).customer();
  }

  private Created create(Optional<IdempotencyKey> key, Optional<Proofs> proofs, Object... fields) {
    return server.tx(
        () -> visitors.create(agent.accountId(), input(fields), "1.2.3.4", key, proofs));
  }

  private void assertMissing(Callable<?> action) {
    assertThatThrownBy(() -> server.tx(action::call))
        .isInstanceOfSatisfying(
            DomainException.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND));
  }

  @Test
  void a_visitor_is_stored_as_described_and_without_an_address_unless_addresses_are_collected() {
    CustomerView created =
        create(
            "name",
            "Jo",
            "email",
            "jo@example.com",
            "external_id",
            17,
            "metadata",
            Map.of("plan", "gold"),
            "ip",
            "9.9.9.9");
    assertThat(created.title()).isEqualTo("Jo");
    assertThat(created.externalId()).isEqualTo("17");
    assertThat(created.ip()).isNull();
    assertThat(created.lastSeenAt()).isEqualTo(server.now());
    assertThat(created.metadata().json()).contains("gold");
  }

  @Test
  void only_a_user_sets_when_somebody_was_first_and_last_seen() {
    Object[] longAgo = {"first_seen", "1950-01-01", "last_seen_at", "1950-01-01T00:00:00Z"};
    CustomerView visitor = create(longAgo);
    assertThat(visitor.firstSeen()).isEqualTo(LocalDate.ofInstant(server.now(), ZoneOffset.UTC));
    assertThat(visitor.lastSeenAt()).isEqualTo(server.now());
    CustomerView imported = create(Optional.empty(), Optional.empty(), longAgo).customer();
    assertThat(imported.firstSeen()).isEqualTo("1950-01-01");
    assertThat(imported.lastSeenAt()).isEqualTo("1950-01-01T00:00:00Z");
  }

  @Test
  void an_account_that_does_not_exist_is_an_error_of_its_field() {
    assertThatThrownBy(
            () ->
                server.tx(
                    () ->
                        visitors.create(
                            UUID.randomUUID(), input(), "", Optional.empty(), NOTHING_SHOWN)))
        .isInstanceOfSatisfying(
            ValidationException.class,
            refused -> assertThat(refused.errors()).containsOnlyKeys("account_id"));
  }

  private static Optional<IdempotencyKey> key(String address, String key) {
    return Optional.of(IdempotencyKey.ofStranger(address, key));
  }

  @Test
  void a_repeat_under_one_key_makes_one_customer_and_shows_the_token_to_who_has_it() {
    Created first = create(key("1.2.3.4", "1"), NOTHING_SHOWN, "name", "Ann");
    assertThat(first.visitorToken()).isPresent();
    Created repeated = create(key("1.2.3.4", "1"), NOTHING_SHOWN, "name", "Ann");
    assertThat(repeated.visitorToken()).isEmpty();
    assertThat(repeated.customer())
        .extracting(CustomerView::id, CustomerView::name, CustomerView::title)
        .containsExactly(first.customer().id(), "Ann", "Ann");
    Proofs shown = new Proofs(first.visitorToken(), Optional.empty());
    assertThat(create(key("1.2.3.4", "1"), Optional.of(shown), "name", "Ann")).isEqualTo(first);
  }

  @Test
  void a_repeat_shows_nothing_of_the_customer_that_was_not_sent_in_it() {
    Created first = create(key("1.2.3.4", "1"), NOTHING_SHOWN, "browser", "Firefox");
    Proofs shown = new Proofs(first.visitorToken(), Optional.empty());
    describe(
        first.customer().id(),
        shown,
        "name",
        "Ann",
        "email",
        "ann@example.com",
        "phone",
        "555",
        "metadata",
        Map.of("plan", "gold"));
    Created repeated = create(key("1.2.3.4", "1"), NOTHING_SHOWN, "browser", "Firefox");
    assertThat(repeated.visitorToken()).isEmpty();
    assertThat(repeated.customer())
        .isEqualTo(repeated.customer().asSent(Map.of("browser", "Firefox")));
    assertThat(repeated.customer())
        .extracting(CustomerView::id, CustomerView::browser, CustomerView::title)
        .containsExactly(first.customer().id(), "Firefox", "Anonymous User");
    assertThat(create(key("1.2.3.4", "1"), Optional.of(shown), "browser", "Firefox").customer())
        .extracting(CustomerView::name, CustomerView::phone)
        .containsExactly("Ann", "555");
  }

  @Test
  void a_key_belongs_to_who_uses_it_and_stands_for_one_content() {
    UUID first = create(key("1.2.3.4", "1"), NOTHING_SHOWN, "name", "Ann").customer().id();
    assertThat(create(key("1.2.3.5", "1"), NOTHING_SHOWN, "name", "Ann").customer().id())
        .isNotEqualTo(first);
    Optional<IdempotencyKey> ofTheTeam = Optional.of(IdempotencyKey.of(agent, "1"));
    Created byTeam = create(ofTheTeam, Optional.empty(), "name", "Ann");
    assertThat(byTeam.customer().id()).isNotEqualTo(first);
    assertThat(create(ofTheTeam, Optional.empty(), "name", "Ann")).isEqualTo(byTeam);
    assertThatThrownBy(() -> create(key("1.2.3.4", "1"), NOTHING_SHOWN, "name", "Bob"))
        .isInstanceOf(ValidationException.class);
  }

  @Test
  void a_long_key_is_compared_as_a_whole() {
    String key = "k".repeat(400);
    UUID first = create(key("1.2.3.4", key + "1"), NOTHING_SHOWN).customer().id();
    assertThat(create(key("1.2.3.4", key + "2"), NOTHING_SHOWN).customer().id())
        .isNotEqualTo(first);
    assertThat(create(key("1.2.3.4", key + "1"), NOTHING_SHOWN).customer().id()).isEqualTo(first);
  }

  @Test
  void changes_of_a_customer_are_steps_and_the_end_is_announced_to_who_is_in_a_conversation() {
    UUID id = create("name", "Jo").id();
    UUID conversation =
        server
            .tx(
                () ->
                    server
                        .bean(Conversations.class)
                        .createAsVisitor(
                            agent.accountId(),
                            input("customer_id", id),
                            Optional.empty(),
                            Optional.empty()))
            .id();
    server.published();
    server.tx(() -> customers.change(agent, id, input("name", "Joe")));
    server.tx(() -> visitors.describe(id, Optional.empty(), input("name", "J"), "", NOTHING));
    server.pass(Duration.ofMinutes(1));
    server.tx(
        () -> {
          customers.delete(agent, id);
          return null;
        });

    assertThat(server.changes(id))
        .containsExactly(
            new ChangeRange(id, 0, 1, false),
            new ChangeRange(id, 1, 2, true),
            new ChangeRange(id, 2, 3, false));
    assertThat(server.published())
        .extracting(LiveEvent::topic, LiveEvent::event)
        .containsExactly(
            tuple("notification:" + agent.accountId(), "customer:updated"),
            tuple("notification:" + agent.accountId(), "customer:updated"),
            tuple("notification:" + agent.accountId(), "customer:deleted"),
            tuple("conversation:" + conversation, LiveEvent.ENDED));
  }

  @Test
  void a_page_describes_its_own_visitor_and_nobody_elses() {
    UUID id = create("name", "Jo").id();
    CustomerFull described =
        server.tx(
            () ->
                visitors.describe(
                    id,
                    Optional.empty(),
                    input("browser", "Firefox", "account_id", stranger.accountId()),
                    "",
                    NOTHING));
    assertThat(described.customer().name()).isEqualTo("Jo");
    assertThat(described.customer().browser()).isEqualTo("Firefox");
    assertMissing(
        () ->
            visitors.describe(
                id, Optional.of(stranger.accountId()), input("name", "Eve"), "", NOTHING));
    assertThat(
            server.tx(() -> visitors.exists(id, Optional.of(agent.accountId()), Optional.empty())))
        .isTrue();
    assertThat(
            server.tx(
                () -> visitors.exists(id, Optional.of(stranger.accountId()), Optional.empty())))
        .isFalse();
    assertThat(
            server.tx(() -> visitors.exists(UUID.randomUUID(), Optional.empty(), Optional.empty())))
        .isFalse();
  }

  @Test
  void whoever_only_knows_the_id_describes_the_device_and_fills_blanks_but_renames_nobody() {
    UUID id = create("name", "Ann", "email", "ann@example.com").id();
    Object[] description = {
      "name",
      "Eve",
      "email",
      "",
      "phone",
      "1",
      "external_id",
      "17",
      "metadata",
      Map.of("a", 1),
      "browser",
      "Firefox",
      "current_url",
      "https://example.com/"
    };
    CustomerView filled = describe(id, NOTHING, description);
    assertThat(filled)
        .extracting(
            CustomerView::name,
            CustomerView::email,
            CustomerView::phone,
            CustomerView::externalId,
            CustomerView::browser,
            CustomerView::currentUrl)
        .containsExactly("Ann", "ann@example.com", "1", "17", "Firefox", "https://example.com/");

    CustomerView again =
        describe(
            id,
            NOTHING,
            "name",
            null,
            "email",
            "eve@example.com",
            "phone",
            "2",
            "external_id",
            "18",
            "metadata",
            Map.of(),
            "browser",
            "Opera");
    assertThat(again)
        .usingRecursiveComparison()
        .ignoringFields("browser", "updatedAt", "phone", "metadata", "currentUrl")
        .isEqualTo(filled);
    CustomerView kept = server.tx(() -> customers.show(agent, id, List.of())).customer();
    assertThat(kept.phone()).isEqualTo("1");
    assertThat(kept.metadata().json()).contains("\"a\"");
    assertThat(again.browser()).isEqualTo("Opera");
    assertThat(identify("18", Optional.empty())).isEmpty();
  }

  @Test
  void how_the_team_files_a_customer_is_not_shown_to_the_customers_page() {
    UUID id = create("name", "Jo").id();
    server.tx(
        () ->
            server
                .bean(TenantDatabase.class)
                .update(
                    agent.accountId(),
                    "with tag as (insert into tags (account_id, name) values (?, 'difficult') returning id)"
                        + " insert into customer_tags (account_id, customer_id, tag_id) select ?, ?, id from tag",
                    agent.accountId(),
                    agent.accountId(),
                    id));
    String token = server.bean(VisitorTokens.class).issue(agent.accountId(), id);

    for (Proofs proofs : List.of(NOTHING, new Proofs(Optional.of(token), Optional.empty()))) {
      assertThat(
              Json.write(
                  server.tx(
                      () ->
                          visitors.describe(
                              id, Optional.empty(), input("browser", "Firefox"), "", proofs))))
          .contains("\"company\":null", "\"tags\":[]")
          .doesNotContain("difficult");
    }
    assertThat(Json.write(server.tx(() -> customers.show(agent, id, List.of("tags")))))
        .contains("difficult");
  }

  @Test
  void who_shows_the_customers_token_may_rename_and_clear() {
    UUID id = create("name", "Ann", "external_id", "17").id();
    String token = server.bean(VisitorTokens.class).issue(agent.accountId(), id);
    Proofs shown = new Proofs(Optional.of(token), Optional.empty());
    CustomerView renamed = describe(id, shown, "name", "Anna", "external_id", "18");
    assertThat(renamed.name()).isEqualTo("Anna");
    assertThat(renamed.externalId()).isEqualTo("18");
    assertThat(describe(id, shown, "name", "").name()).isNull();

    String foreign = server.bean(VisitorTokens.class).issue(stranger.accountId(), id);
    assertThat(
            describe(id, new Proofs(Optional.of(foreign), Optional.empty()), "external_id", "19")
                .externalId())
        .isEqualTo("18");
  }

  @Test
  void who_only_knows_the_id_gets_what_he_sent_and_not_what_the_team_wrote() {
    UUID id = create().id();
    server.tx(
        () ->
            customers.change(agent, id, input("phone", "555", "metadata", Map.of("plan", "gold"))));
    CustomerView answered =
        describe(id, NOTHING_SHOWN.orElseThrow(), "host", "shop.test", "browser", "Firefox");
    assertThat(answered)
        .extracting(
            CustomerView::phone, CustomerView::metadata, CustomerView::host, CustomerView::browser)
        .containsExactly(null, null, "shop.test", "Firefox");
    UUID other = create().id();
    Map<String, Object> mine = Map.of("plan", "free", "seats", 3);
    assertThat(describe(other, NOTHING_SHOWN.orElseThrow(), "metadata", mine).metadata())
        .isNotNull();
  }

  private CustomerView describe(UUID id, Proofs proofs, Object... fields) {
    return server
        .tx(() -> visitors.describe(id, Optional.empty(), input(fields), "", proofs))
        .customer();
  }

  @Test
  void a_visitor_is_recognised_by_the_exact_id_alone() {
    UUID id = create("external_id", "customer-17", "email", "Jo@Example.com").id();
    assertThat(identify("customer-17", Optional.empty())).hasValue(id);
    assertThat(identify("customer-17", Optional.of("jo@example.com"))).hasValue(id);
    assertThat(identify("customer-17", Optional.of("eve@example.com"))).isEmpty();
    assertThat(identify("customer-1%", Optional.empty())).isEmpty();
    assertThat(identify("CUSTOMER-17", Optional.empty())).isEmpty();
    assertThat(
            server
                .tx(
                    () ->
                        visitors.identify(
                            stranger.accountId(),
                            "customer-17",
                            Optional.empty(),
                            Optional.empty(),
                            NOTHING))
                .customer())
        .isEmpty();
    assertMissing(
        () ->
            visitors.identify(
                UUID.randomUUID(), "customer-17", Optional.empty(), Optional.empty(), NOTHING));
  }

  private Optional<UUID> identify(String externalId, Optional<String> email) {
    return server
        .tx(
            () ->
                visitors.identify(agent.accountId(), externalId, email, Optional.empty(), NOTHING))
        .customer();
  }

  @Test
  void pages_end_at_the_last_one_and_cost_three_round_trips() {
    for (int i = 0; i < 5; i++) {
      create("name", "Customer " + i);
    }
    CustomerPage page = server.tx(() -> customers.list(agent, input("page", "99", "limit", "2")));
    assertThat(page.pageNumber()).isEqualTo(3);
    assertThat(page.totalPages()).isEqualTo(3);
    assertThat(page.totalEntries()).isEqualTo(5);
    assertThat(page.data()).hasSize(1);
    assertThat(server.roundTrips(() -> customers.list(agent, input()))).isLessThanOrEqualTo(3);
  }

  @Test
  void text_that_is_searched_for_is_text() {
    create("name", "100% Jo", "metadata", Map.of("plan", "gold"));
    create("name", "Someone else");
    assertThat(found("q", "100%")).hasSize(1);
    assertThat(found("q", "%")).hasSize(1);
    assertThat(found("q", "plan:gold jo")).hasSize(1);
    assertThat(found("q", "plan:silver")).isEmpty();
    assertThat(found("name", "_")).isEmpty();
    assertThat(found("include_anonymous", "false")).isEmpty();
  }

  @Test
  void a_text_to_look_for_has_a_length_and_a_search_a_time() {
    String tooLong = "a".repeat(Budget.Searches.TEXT + 1);
    Stream.of("q", "name", "email", "phone", "host", "current_url")
        .forEach(
            field ->
                assertThatThrownBy(() -> found(field, tooLong))
                    .isInstanceOfSatisfying(
                        ValidationException.class,
                        refused -> assertThat(refused.errors()).containsOnlyKeys(field)));
    assertThat(server.statementMillisAfter(agent, () -> customers.list(agent, input())))
        .isPositive()
        .isLessThanOrEqualTo((int) Budget.Searches.TIME.toMillis());
    assertThat(server.statementMillisAfter(agent, () -> customers.export(agent, input())))
        .isPositive()
        .isLessThanOrEqualTo((int) Budget.Searches.TIME.toMillis());
  }

  private List<CustomerFull> found(Object... query) {
    return server.tx(() -> customers.list(agent, input(query))).data();
  }

  @Test
  void expansions_are_shown_when_named_and_times_are_spelled_as_everywhere() {
    UUID id = create("name", "Jo").id();
    String json =
        Json.write(
            server.tx(
                () -> customers.show(agent, id, List.of("conversations", "company", "nonsense"))));
    assertThat(json)
        .contains("\"conversations\":[]")
        .contains("\"company\":null")
        .doesNotContain("tags", "nonsense", "account_id");
    assertThat(Json.write(server.tx(() -> customers.show(agent, id, List.of()))))
        .contains("\"tags\":[]");
  }

  @Test
  void an_agent_changes_and_removes_customers_of_the_own_account_only() {
    UUID id = create("name", "Jo").id();
    assertMissing(() -> customers.show(stranger, id, List.of()));
    assertMissing(() -> customers.change(stranger, id, input("name", "Eve")));
    assertMissing(
        () -> {
          customers.delete(stranger, id);
          return null;
        });
    assertThatThrownBy(
            () ->
                server.tx(
                    () ->
                        customers.change(
                            agent, id, input("company_id", UUID.randomUUID().toString()))))
        .isInstanceOfSatisfying(
            ValidationException.class,
            refused -> assertThat(refused.errors()).containsOnlyKeys("company_id"));
    assertThat(
            server
                .tx(() -> customers.change(agent, id, input("phone", "123", "name", "")))
                .customer()
                .name())
        .isNull();
    server.tx(
        () -> {
          customers.delete(agent, id);
          return null;
        });
    assertMissing(() -> customers.show(agent, id, List.of()));
  }
}
