package io.netia.conversations.service;

import static io.netia.testing.TestServer.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.feed.service.FeedContents;
import io.netia.live.service.LiveEvent;
import io.netia.security.Agent;
import io.netia.security.Visitor;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.testing.TestServer;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** M5: nothing is announced that did not happen, however late it turns out that it did not. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AnnouncementsIT {

  private final TestServer server = new TestServer().with(FeedContents.class, FeedViews.class);
  private final Messages messages = server.bean(Messages.class);
  private final Conversations conversations = server.bean(Conversations.class);
  private final TenantDatabase database = server.bean(TenantDatabase.class);

  private Agent agent;
  private Visitor customer;
  private UUID conversation;

  @BeforeEach
  void open_a_conversation() {
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
    server.published();
  }

  @Test
  void M5_a_message_whose_transaction_breaks_a_constraint_later_is_not_announced() {
    nothingIsAnnouncedWhen(
        () ->
            database.update(
                agent.accountId(),
                "insert into customers (id, account_id) values (?, ?)",
                customer.customerId(),
                agent.accountId()));
  }

  @Test
  void M5_a_message_whose_transaction_runs_out_of_time_is_not_announced() {
    nothingIsAnnouncedWhen(
        () -> {
          database.update(agent.accountId(), "set local statement_timeout = 20");
          database.list(agent.accountId(), "select pg_sleep(60)::text as slept", row -> row);
        });
  }

  @Test
  void M5_a_message_whose_connection_breaks_before_the_commit_is_not_announced() {
    nothingIsAnnouncedWhen(
        () ->
            database.list(
                agent.accountId(), "select pg_terminate_backend(pg_backend_pid())", row -> row));
  }

  private void nothingIsAnnouncedWhen(Runnable fails) {
    assertThatThrownBy(
            () ->
                server.tx(
                    () -> {
                      messages.send(customer, conversation, input("body", "Lost"));
                      fails.run();
                      return null;
                    }))
        .isInstanceOf(RuntimeException.class);

    assertThat(server.published()).isEmpty();
    server.tx(() -> messages.send(customer, conversation, input("body", "Kept")));
    assertThat(server.published())
        .filteredOn(event -> event.event().equals("shout"))
        .extracting(LiveEvent::payload)
        .isNotEmpty()
        .allMatch(payload -> payload.contains("Kept") && payload.contains("\"seq\":1,"));
  }
}
