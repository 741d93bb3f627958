package io.netia.conversations.service;

import static io.netia.testing.TestServer.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.DomainException;
import io.netia.errors.DomainException.Kind;
import io.netia.input.Input;
import io.netia.json.service.Json;
import io.netia.security.Agent;
import io.netia.security.Visitor;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.testing.TestServer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ShareLinksIT {

  private static final Input METADATA = input("metadata", Map.of("churn", "likely"));

  private final TestServer server = new TestServer();
  private final Conversations conversations = server.bean(Conversations.class);
  private final ConversationQueries queries = server.bean(ConversationQueries.class);
  private final Agent agent = server.newAccount();
  private final Visitor customer = server.newCustomer(agent.accountId());
  private UUID id;

  @BeforeEach
  void converse() {
    id =
        server
            .tx(
                () ->
                    conversations.createAsVisitor(
                        agent.accountId(),
                        input("customer_id", customer.customerId()),
                        Optional.of(input("body", "Hello")),
                        Optional.empty()))
            .id();
    server.tx(() -> conversations.update(agent, id, METADATA));
    server.tx(
        () ->
            server.bean(Messages.class).send(agent, id, input("body", "Hi", "metadata", Map.of())));
  }

  private String share() {
    return server.tx(() -> conversations.share(agent, id));
  }

  private ConversationFull open(String token) {
    return server.tx(() -> queries.shared(id, token));
  }

  private void assertClosed(String token) {
    assertThatThrownBy(() -> open(token))
        .isInstanceOfSatisfying(
            DomainException.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN));
  }

  @Test
  void a_link_shows_who_wrote_and_no_id_of_anybody() {
    ConversationFull shared = open(share());
    String json = Json.write(shared);

    assertThat(json)
        .doesNotContain(customer.customerId().toString(), agent.accountId().toString(), "churn")
        .doesNotContain("\"user_id\":" + agent.userId() + ",");
    assertThat(shared.messages()).extracting(MessageView::body).containsExactly("Hello", "Hi");
    MessageView question = shared.messages().get(0);
    MessageView reply = shared.messages().get(1);
    assertThat(question.customerId()).isEqualTo(shared.customer().id());
    assertThat(question.customerId()).isEqualTo(shared.conversation().customerId());
    assertThat(reply.customerId()).isNull();
    assertThat(reply.user().id()).isEqualTo(reply.userId()).isNotEqualTo(agent.userId());
    assertThat(open(share()).customer().id())
        .as("two links cannot be laid side by side")
        .isNotEqualTo(shared.customer().id());
  }

  @Test
  void a_link_ends_when_it_is_taken_back_and_others_of_the_conversation_with_it() {
    String first = share();
    String second = share();
    assertThat(server.<Integer>tx(() -> conversations.unshare(agent, id))).isEqualTo(2);
    assertClosed(first);
    assertClosed(second);
    open(share());
    Agent stranger = server.newAccount();
    assertThatThrownBy(() -> server.tx(() -> conversations.unshare(stranger, id)))
        .isInstanceOf(DomainException.class);
  }

  @Test
  void a_link_ends_after_a_day_with_its_conversation_and_while_its_giver_is_disabled() {
    String token = share();
    disable("now()");
    assertClosed(token);
    disable("null");
    open(token);
    server.pass(Duration.ofHours(25));
    assertClosed(token);
    String another = share();
    server.tx(
        () -> {
          conversations.delete(agent, id);
          return null;
        });
    assertClosed(another);
  }

  private void disable(String at) {
    server.tx(
        () ->
            server
                .bean(TenantDatabase.class)
                .update(agent.accountId(), "update users set disabled_at = " + at));
  }

  @Test
  void a_conversation_has_a_bounded_number_of_links_and_a_token_opens_no_other() {
    String first = share();
    for (int i = 0; i < 20; i++) {
      server.pass(Duration.ofSeconds(1));
      share();
    }
    assertClosed(first);
    String token = share();
    id =
        server
            .tx(
                () ->
                    conversations.create(
                        agent,
                        input("customer_id", customer.customerId()),
                        Optional.empty(),
                        Optional.empty()))
            .id();
    assertClosed(token);
    id = UUID.randomUUID();
    assertClosed(token);
  }

  @Test
  void the_teams_metadata_of_a_conversation_is_for_the_team() {
    assertThat(
            Json.write(
                server.tx(
                    () -> queries.ofCustomer(agent.accountId(), customer.customerId(), input()))))
        .contains("Hello")
        .doesNotContain("churn");
    assertThat(Json.write(server.tx(() -> queries.show(agent, id, input())))).contains("churn");
  }
}
