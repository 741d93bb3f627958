package io.netia.customers.service;

import static io.netia.testing.TestServer.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.netia.conversations.service.Conversations;
import io.netia.conversations.service.CustomerView;
import io.netia.conversations.service.IdempotencyKey;
import io.netia.customers.CustomerReport;
import io.netia.customers.CustomerRequest;
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
import io.netia.testing.TestDatabase;
import io.netia.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
        () ->
            visitors.create(
                agent.accountId(),
                server.request(CustomerRequest.class, fields),
                "1.2.3.4",
                key,
                proofs));
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
                            UUID.randomUUID(),
                            server.request(CustomerRequest.class),
                            "",
                            Optional.empty(),
                            NOTHING_SHOWN)))
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
    UUID conversation = begin(id);
    server.published();
    change(id, "name", "Joe");
    describe(id, NOTHING, "name", "J");
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
                    report("browser", "Firefox", "account_id", stranger.accountId()),
                    "",
                    NOTHING));
    assertThat(described.customer().name()).isEqualTo("Jo");
    assertThat(described.customer().browser()).isEqualTo("Firefox");
    assertMissing(
        () ->
            visitors.describe(
                id, Optional.of(stranger.accountId()), report("name", "Eve"), "", NOTHING));
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
                              id, Optional.empty(), report("browser", "Firefox"), "", proofs))))
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
    change(id, "phone", "555", "metadata", Map.of("plan", "gold"));
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

  private CustomerReport report(Object... fields) {
    return server.request(CustomerReport.class, fields);
  }

  private CustomerView change(UUID id, Object... fields) {
    return change(agent, id, fields).customer();
  }

  private CustomerFull change(Agent agent, UUID id, Object... fields) {
    CustomerRequest request = server.request(CustomerRequest.class, fields);
    return server.tx(() -> customers.change(agent, id, request));
  }

  private CustomerView describe(UUID id, Proofs proofs, Object... fields) {
    return server
        .tx(() -> visitors.describe(id, Optional.empty(), report(fields), "", proofs))
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
    assertMissing(() -> change(stranger, id, "name", "Eve"));
    assertMissing(
        () -> {
          customers.delete(stranger, id);
          return null;
        });
    assertThatThrownBy(() -> change(id, "company_id", UUID.randomUUID().toString()))
        .isInstanceOfSatisfying(
            ValidationException.class,
            refused -> assertThat(refused.errors()).containsOnlyKeys("company_id"));
    assertThat(change(id, "phone", "123", "name", "").name()).isNull();
    server.tx(
        () -> {
          customers.delete(agent, id);
          return null;
        });
    assertMissing(() -> customers.show(agent, id, List.of()));
  }

  @Test
  void an_agent_changes_every_field_and_nothing_that_was_not_sent() {
    UUID company = company();
    UUID id = create("name", "Jo", "external_id", "17").id();
    Object[] all = {
      "name",
      "Ann",
      "email",
      "ann@example.com",
      "phone",
      "555",
      "external_id",
      "18",
      "profile_photo_url",
      "https://a.test/1.png",
      "company_id",
      company.toString(),
      "browser",
      "Firefox",
      "browser_version",
      "120",
      "browser_language",
      "de",
      "os",
      "Linux",
      "host",
      "a.test",
      "lib",
      "netia",
      "time_zone",
      "Europe/Berlin",
      "pathname",
      "/x",
      "current_url",
      "https://a.test/x",
      "screen_height",
      900.4,
      "screen_width",
      "1440",
      "first_seen",
      "2021-02-03",
      "last_seen_at",
      "2021-02-03T04:05:06Z",
      "metadata",
      Map.of("plan", "gold")
    };
    CustomerView changed = change(id, all);
    assertThat(changed)
        .usingRecursiveComparison()
        .isEqualTo(server.tx(() -> customers.show(agent, id, List.of())).customer());
    assertThat(changed)
        .extracting(
            CustomerView::name,
            CustomerView::email,
            CustomerView::phone,
            CustomerView::externalId,
            CustomerView::profilePhotoUrl,
            CustomerView::companyId,
            CustomerView::browser,
            CustomerView::os,
            CustomerView::host,
            CustomerView::timeZone,
            CustomerView::pathname,
            CustomerView::currentUrl,
            CustomerView::firstSeen,
            CustomerView::lastSeenAt)
        .containsExactly(
            "Ann",
            "ann@example.com",
            "555",
            "18",
            "https://a.test/1.png",
            company,
            "Firefox",
            "Linux",
            "a.test",
            "Europe/Berlin",
            "/x",
            "https://a.test/x",
            LocalDate.of(2021, 2, 3),
            Instant.parse("2021-02-03T04:05:06Z"));
    assertThat(changed.metadata().json()).contains("gold");
    assertThat(hidden(id)).isEqualTo("120 de netia 900 1440");

    assertThat(change(id, "phone", "556"))
        .usingRecursiveComparison()
        .ignoringFields("phone", "updatedAt")
        .isEqualTo(changed);
    assertThat(hidden(id)).isEqualTo("120 de netia 900 1440");
  }

  private UUID company() {
    return server
        .tx(
            () ->
                server
                    .bean(TenantDatabase.class)
                    .first(
                        agent.accountId(),
                        "insert into companies (account_id, name) values (?, 'Acme') returning id",
                        row -> row.id("id"),
                        agent.accountId()))
        .orElseThrow();
  }

  /** What is kept of a customer and never shown. */
  private String hidden(UUID id) {
    return server
        .tx(
            () ->
                server
                    .bean(TenantDatabase.class)
                    .first(
                        agent.accountId(),
                        "select concat_ws(' ', browser_version, browser_language, lib, screen_height, screen_width) as hidden"
                            + " from customers where id = ?",
                        row -> row.string("hidden"),
                        id))
        .orElseThrow();
  }

  @Test
  void what_is_sent_blank_is_taken_away_and_metadata_that_is_no_object_is_left_alone() {
    UUID id = create().id();
    Object[] all = {
      "name",
      "Ann",
      "external_id",
      "18",
      "company_id",
      company().toString(),
      "screen_height",
      900,
      "metadata",
      Map.of("plan", "gold")
    };
    change(id, all);
    CustomerView changed =
        change(
            id,
            "name",
            " ",
            "external_id",
            "null",
            "company_id",
            "",
            "screen_height",
            null,
            "metadata",
            "text",
            "first_seen",
            null);
    assertThat(changed)
        .extracting(CustomerView::name, CustomerView::externalId, CustomerView::companyId)
        .containsOnlyNulls();
    assertThat(changed.title()).isEqualTo("Anonymous User");
    assertThat(changed.metadata().json()).contains("gold");
    assertThat(hidden(id)).isEmpty();
  }

  @Test
  void every_change_of_an_agent_is_a_step_also_one_that_changes_nothing() {
    UUID id = create("name", "Jo").id();
    change(id);
    change(id, "name", "Jo");
    assertThat(server.changes(id))
        .extracting(ChangeRange::before, ChangeRange::after)
        .containsExactly(tuple(0L, 1L), tuple(1L, 2L));
  }

  @Test
  void nobody_is_seen_in_the_future_whoever_says_so() {
    Object[] future = {"first_seen", "9999-12-31", "last_seen_at", "9999-12-31"};
    LocalDate today = LocalDate.ofInstant(server.now(), ZoneOffset.UTC);
    CustomerView imported = create(Optional.empty(), Optional.empty(), future).customer();
    assertThat(imported.firstSeen()).isEqualTo(today);
    assertThat(imported.lastSeenAt()).isEqualTo(server.now());
    CustomerView changed = change(create().id(), future);
    assertThat(changed.firstSeen()).isEqualTo(today);
    assertThat(changed.lastSeenAt()).isEqualTo(server.now());
  }

  @Test
  @Timeout(60)
  void of_two_who_change_a_customer_at_once_neither_undoes_what_the_other_did() throws Exception {
    UUID id = create("name", "Jo").id();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<CustomerView> later =
          server.tx(
              () -> {
                change(id, "name", "Ann");
                Future<CustomerView> waiting = other.submit(() -> change(id, "phone", "555"));
                TestDatabase.running().awaitLockWaiter();
                return waiting;
              });
      assertThat(later.get())
          .extracting(CustomerView::name, CustomerView::phone)
          .containsExactly("Ann", "555");
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  @Timeout(60)
  void a_change_that_is_not_over_yet_keeps_nobody_from_writing_to_the_team() {
    UUID id = create("name", "Jo").id();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      server.tx(
          () -> {
            change(id, "name", "Ann", "metadata", Map.of("plan", "gold"));
            return other.submit(() -> begin(id)).get();
          });
    } finally {
      other.shutdownNow();
    }
  }

  private UUID begin(UUID customer) {
    return server
        .tx(
            () ->
                server
                    .bean(Conversations.class)
                    .createAsVisitor(
                        agent.accountId(),
                        input("customer_id", customer),
                        Optional.empty(),
                        Optional.empty()))
        .id();
  }

  /**
   * On a connection that has done it before, where a statement with large rows takes a round trip
   * more in a transaction that begins with it. Commits are among them.
   */
  @Test
  void making_describing_and_changing_a_customer_cost_few_round_trips() {
    UUID id = create("name", "Jo").id();
    CustomerRequest another = server.request(CustomerRequest.class, "name", "Jo");
    CustomerReport report = report("browser", "Firefox", "metadata", Map.of("plan", "gold"));
    CustomerRequest change = server.request(CustomerRequest.class, "name", "J");
    CustomerRequest metadata = server.request(CustomerRequest.class, "metadata", Map.of());
    assertThat(
            roundTrips(
                () ->
                    visitors.create(
                        agent.accountId(), another, "", Optional.empty(), NOTHING_SHOWN)))
        .isLessThanOrEqualTo(3);
    // The look-up of the account, the statement, and what is answered.
    assertThat(roundTrips(() -> visitors.describe(id, Optional.empty(), report, "", NOTHING)))
        .isLessThanOrEqualTo(4);
    assertThat(roundTrips(() -> customers.change(agent, id, change))).isLessThanOrEqualTo(5);
    assertThat(roundTrips(() -> customers.change(agent, id, metadata))).isLessThanOrEqualTo(5);
  }

  private int roundTrips(Callable<?> work) {
    int last = 0;
    for (int i = 0; i < 8; i++) {
      last = server.roundTrips(work);
    }
    return last;
  }
}
