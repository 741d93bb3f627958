package io.netia.demo.service;

import static io.netia.testing.TestServer.input;
import static org.assertj.core.api.Assertions.assertThat;

import io.netia.conversations.service.ConversationPage;
import io.netia.conversations.service.ConversationQueries;
import io.netia.identity.service.Sessions;
import io.netia.identity.service.SignInOrigin;
import io.netia.security.Agent;
import io.netia.testing.TestServer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DemoAccountIT {

  @Test
  void the_demo_account_can_be_signed_in_to_and_has_conversations_to_look_at() {
    TestServer server = new TestServer();
    DemoAccount demo = server.bean(DemoAccount.class);
    server.tx(
        () -> {
          demo.seed();
          return demo;
        });

    Agent ada =
        server
            .tx(
                () ->
                    server
                        .bean(Sessions.class)
                        .logIn(
                            DemoAccount.EMAIL, DemoAccount.PASSWORD, SignInOrigin.of("192.0.2.1")))
            .agent();
    ConversationPage open =
        server.tx(() -> server.bean(ConversationQueries.class).list(ada, input("status", "open")));

    assertThat(open.data()).hasSize(DemoConversations.ALL.size() - 1);
    assertThat(open.data().get(0).customer().name()).isEqualTo("Noor Haddad");
  }
}
