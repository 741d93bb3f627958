package io.netia.inboxes.service;

import static io.netia.testing.TestServer.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.DomainException;
import io.netia.errors.DomainException.Kind;
import io.netia.errors.ValidationException;
import io.netia.live.service.LiveEvent;
import io.netia.security.Agent;
import io.netia.security.SystemJob;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.testing.TestServer;
import io.netia.widgets.service.WidgetSettings;
import io.netia.widgets.service.WidgetSettingsDetails;
import io.netia.widgets.service.WidgetSettingsView;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InboxesIT {

  private final TestServer server = new TestServer();
  private final Inboxes inboxes = server.bean(Inboxes.class);
  private final WidgetSettings widgets = server.bean(WidgetSettings.class);
  private final Agent agent = server.newAccount();

  private InboxView primary() {
    return server.tx(() -> inboxes.primary(agent)).orElseThrow();
  }

  @Test
  void a_new_inbox_has_widget_settings_from_the_beginning() {
    InboxView inbox =
        server.tx(
            () ->
                inboxes.create(
                    agent, input("name", "Second", "slug", "x", "account_id", UUID.randomUUID())));
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
    InboxView second =
        server.tx(() -> inboxes.create(agent, input("name", "Second", "is_primary", true)));
    assertThat(primary().id()).isEqualTo(second.id());
    assertThatThrownBy(
            () -> server.tx(() -> inboxes.change(agent, second.id(), input("is_primary", false))))
        .isInstanceOf(ValidationException.class);
    server.tx(() -> inboxes.change(agent, old.id(), input("is_primary", "1")));
    assertThat(server.tx(() -> inboxes.list(agent)))
        .extracting(InboxView::isPrimary)
        .containsExactly(true, false);
    assertThat(primary().id()).isEqualTo(old.id());
  }

  @Test
  void the_primary_inbox_stays_and_another_hands_its_conversations_over() {
    UUID second = server.tx(() -> inboxes.create(agent, input("name", "Second"))).id();
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
        .as("who has the conversation open is told")
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
  void of_very_many_conversations_everybody_reads_again_instead_of_being_told_of_each() {
    UUID second = server.tx(() -> inboxes.create(agent, input("name", "Second"))).id();
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
                        "select (select count(*) from feed) as told, (select max(version) from conversations) as steps,"
                            + " (select count(*) from conversations where inbox_id is null) as lost",
                        row ->
                            row.count("told")
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

  @Test
  void a_widget_is_changed_by_field_and_a_page_reports_only_where_it_runs() {
    WidgetSettingsView changed =
        server.tx(
            () ->
                widgets.change(
                    agent,
                    input("title", "Hello", "icon_variant", "filled", "id", UUID.randomUUID())));
    assertThat(changed.title()).isEqualTo("Hello");
    assertThat(changed.iconVariant()).isEqualTo("filled");
    WidgetSettingsView reported =
        server.tx(
            () ->
                widgets.report(
                    new SystemJob(agent.accountId()),
                    Optional.empty(),
                    input("host", "shop.example", "title", "Hacked")));
    assertThat(reported.title()).isEqualTo("Hello");
    assertThatThrownBy(() -> server.tx(() -> widgets.change(agent, input("icon_variant", "round"))))
        .isInstanceOf(ValidationException.class);
  }

  @Test
  void reading_a_widget_costs_one_statement_and_writes_nothing_and_foreign_inboxes_are_missing() {
    SystemJob account = new SystemJob(agent.accountId());
    assertThat(server.roundTrips(() -> widgets.show(account, Optional.empty())))
        .isLessThanOrEqualTo(2);
    Agent stranger = server.newAccount();
    UUID foreign = server.tx(() -> inboxes.primary(stranger)).orElseThrow().id();
    assertThatThrownBy(() -> server.tx(() -> widgets.show(account, Optional.of(foreign))))
        .isInstanceOf(DomainException.class);
    assertThatThrownBy(
            () -> server.tx(() -> widgets.show(new SystemJob(UUID.randomUUID()), Optional.empty())))
        .isInstanceOf(DomainException.class);
    assertThatThrownBy(() -> server.tx(() -> inboxes.show(agent, foreign)))
        .isInstanceOf(DomainException.class);
  }
}
