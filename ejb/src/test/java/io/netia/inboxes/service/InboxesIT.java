package io.netia.inboxes.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.DomainException;
import io.netia.errors.DomainException.Kind;
import io.netia.errors.ValidationException;
import io.netia.inboxes.Inbox;
import io.netia.inboxes.InboxChange;
import io.netia.inboxes.NewInbox;
import io.netia.live.service.LiveEvent;
import io.netia.security.Agent;
import io.netia.security.SystemJob;
import io.netia.tenancy.service.DatabaseFailure;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.tenancy.service.TenantEntities;
import io.netia.tenancy.service.Transactions;
import io.netia.testing.TestDatabase;
import io.netia.testing.TestServer;
import io.netia.widgets.service.WidgetSettingsDetails;
import io.netia.widgets.service.Widgets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InboxesIT {

  private final TestServer server = new TestServer();
  private final Inboxes inboxes = server.bean(Inboxes.class);
  private final Widgets widgets = server.bean(Widgets.class);
  private final Agent agent = server.newAccount();

  private InboxView primary() {
    return server.tx(() -> inboxes.primary(agent)).orElseThrow();
  }

  private InboxView create(Object... fields) {
    return server.tx(() -> inboxes.create(agent, server.request(NewInbox.class, fields)));
  }

  private InboxView change(UUID inbox, Object... fields) {
    return server.tx(() -> inboxes.change(agent, inbox, server.request(InboxChange.class, fields)));
  }

  @Test
  void a_new_inbox_has_widget_settings_from_the_beginning() {
    InboxView inbox = create("name", "Second", "slug", "x", "account_id", UUID.randomUUID());
    assertThat(inbox.slug()).isNull();
    assertThat(inbox.accountId()).isEqualTo(agent.accountId());
    WidgetSettingsDetails settings =
        server.tx(() -> widgets.show(new SystemJob(agent.accountId()), Optional.of(inbox.id())));
    assertThat(settings.settings().inboxId()).isEqualTo(inbox.id());
    assertThat(settings.account().companyName()).isEqualTo("Acme");
  }

  @Test
  void there_is_exactly_one_primary_inbox_whatever_is_asked_for() {
    InboxView old = primary();
    InboxView second = create("name", "Second", "is_primary", true);
    assertThat(primary().id()).isEqualTo(second.id());
    assertThatThrownBy(() -> change(second.id(), "is_primary", false))
        .isInstanceOf(ValidationException.class);
    change(old.id(), "is_primary", "1");
    assertThat(server.tx(() -> inboxes.list(agent)))
        .extracting(InboxView::isPrimary)
        .containsExactly(true, false);
    assertThat(primary().id()).isEqualTo(old.id());
  }

  @Test
  void an_inbox_is_changed_by_field_and_a_description_can_be_taken_away() {
    UUID id = create("name", "Second", "description", "For guests", "is_private", "1").id();
    InboxView renamed = change(id, "name", "Third");
    assertThat(renamed.name()).isEqualTo("Third");
    assertThat(renamed.description()).isEqualTo("For guests");
    assertThat(renamed.isPrivate()).isTrue();
    assertThat(change(id, "description", " ", "is_private", false))
        .isEqualTo(server.tx(() -> inboxes.show(agent, id)))
        .satisfies(inbox -> assertThat(inbox.description()).isNull())
        .satisfies(inbox -> assertThat(inbox.isPrivate()).isFalse());
    assertThatThrownBy(() -> change(id, "name", ""))
        .isInstanceOfSatisfying(
            ValidationException.class,
            refused ->
                assertThat(refused.errors()).isEqualTo(Map.of("name", List.of("can't be blank"))));
  }

  @Test
  @Timeout(60)
  void of_two_who_name_a_primary_inbox_at_once_one_comes_after_the_other() throws Exception {
    UUID second = create("name", "Second").id();
    UUID third = create("name", "Third").id();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<InboxView> later =
          server.tx(
              () -> {
                change(second, "is_primary", true);
                Future<InboxView> waiting = other.submit(() -> change(third, "is_primary", true));
                TestDatabase.running().awaitLockWaiter();
                return waiting;
              });
      assertThat(later.get().isPrimary()).isTrue();
    } finally {
      other.shutdownNow();
    }
    assertThat(server.tx(() -> inboxes.list(agent)))
        .filteredOn(InboxView::isPrimary)
        .extracting(InboxView::id)
        .containsExactly(third);
  }

  @Test
  void a_query_of_entities_without_any_condition_sees_its_account_only() {
    Agent stranger = server.newAccount();
    TenantEntities entities = server.bean(TenantEntities.class);
    Supplier<List<UUID>> accounts =
        () ->
            entities.call(
                agent.accountId(),
                manager ->
                    manager
                        .createQuery("select i.accountId from Inbox i", UUID.class)
                        .getResultList());
    assertThat(server.tx(accounts::get)).containsExactly(agent.accountId());
    UUID foreign = server.tx(() -> inboxes.primary(stranger)).orElseThrow().id();
    assertThatThrownBy(() -> change(foreign, "name", "Mine"))
        .isInstanceOfSatisfying(
            DomainException.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.NOT_FOUND));
    assertThatThrownBy(() -> server.tx(() -> inboxes.show(agent, foreign)))
        .isInstanceOf(DomainException.class);
    assertThatThrownBy(
            () ->
                server.tx(
                    () ->
                        entities.call(
                            agent.accountId(),
                            manager -> {
                              manager.persist(
                                  new Inbox(
                                      stranger.accountId(),
                                      new NewInbox("Theirs", null, null, null),
                                      server.now()));
                              return 0;
                            })))
        .isInstanceOf(DatabaseFailure.class)
        .hasMessageContaining("row-level security");
    assertThatThrownBy(accounts::get)
        .as("outside a transaction")
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> server.bean(Transactions.class).call(accounts))
        .as("in a lean transaction, whose connection is another")
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void the_primary_inbox_stays_and_another_hands_its_conversations_over() {
    UUID second = create("name", "Second").id();
    UUID customer = server.newCustomer(agent.accountId()).customerId();
    TenantDatabase database = server.bean(TenantDatabase.class);
    server.tx(
        () ->
            database.update(
                agent.accountId(),
                "insert into conversations (id, account_id, customer_id, inbox_id) values (?, ?, ?, ?)",
                UUID.randomUUID(),
                agent.accountId(),
                customer,
                second));

    assertThatThrownBy(() -> delete(primary().id()))
        .isInstanceOfSatisfying(
            DomainException.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN));
    server.published();
    delete(second);

    assertThat(server.published())
        .as("who has the conversation open gets an event")
        .anySatisfy(
            event -> {
              assertThat(event.event()).isEqualTo(LiveEvent.CONVERSATION_UPDATED);
              assertThat(event.payload()).contains("\"inbox_id\":\"" + primary().id());
            });
    assertThat(
            server.tx(
                () ->
                    database.first(
                        agent.accountId(), "select event from feed", row -> row.string("event"))))
        .as("and who is away finds it in the feed")
        .hasValue(LiveEvent.CONVERSATION_UPDATED);
    assertThat(
            server.tx(
                () ->
                    database.first(
                        agent.accountId(),
                        "select inbox_id from conversations",
                        row -> row.id("inbox_id"))))
        .hasValue(primary().id());
  }

  @Test
  void of_very_many_conversations_everybody_reads_again_instead_of_an_event_for_each() {
    UUID second = create("name", "Second").id();
    UUID customer = server.newCustomer(agent.accountId()).customerId();
    TenantDatabase database = server.bean(TenantDatabase.class);
    server.tx(
        () ->
            database.update(
                agent.accountId(),
                "insert into conversations (id, account_id, customer_id, inbox_id) select gen_random_uuid(), ?, ?, ?"
                    + " from generate_series(1, 501)",
                agent.accountId(),
                customer,
                second));
    server.published();

    delete(second);

    assertThat(server.published())
        .containsExactly(LiveEvent.resync("notification:" + agent.accountId()));
    assertThat(
            server.tx(
                () ->
                    database.first(
                        agent.accountId(),
                        "select (select count(*) from feed) as announced, (select max(version) from conversations) as steps,"
                            + " (select count(*) from conversations where inbox_id is null) as lost",
                        row ->
                            row.count("announced")
                                + " "
                                + row.count("steps")
                                + " "
                                + row.count("lost"))))
        .hasValue("501 0 0");
  }

  private void delete(UUID inbox) {
    server.tx(
        () -> {
          inboxes.delete(agent, inbox);
          return null;
        });
  }
}
