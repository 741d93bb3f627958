package io.netia.live.socket.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.service.LiveEvent;
import io.netia.live.service.Topics;
import io.netia.security.Agent;
import io.netia.security.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LobbyTest {

  private final Client.Server server = new Client.Server();
  private final FakeChat chat = server.chat;
  private final String topic = "notification:" + chat.account;
  private final Agent agent =
      new Agent(chat.account, 7, "a@example.com", Role.USER, UUID.randomUUID());

  @Test
  void a_lobby_serves_its_customer_and_the_team_alone_where_a_token_is_required() {
    chat.requiredToken = Optional.of("token");
    String lobby = "conversation:lobby:" + chat.customer;
    Client visitor = server.visitor().joined(lobby, "{'visitor_token':'token'}");
    Client team = server.agent(agent).joined(lobby, "{}");
    List<Client> strangers =
        List.of(
            server.visitor().joined(lobby, "{}"),
            server.visitor().joined(lobby, "{'visitor_token':'guessed'}"));

    server.hub.publish(LiveEvent.of(lobby, "conversation:created", "{\"id\":\"1\"}"));

    assertThat(visitor.received()).hasSize(1);
    assertThat(team.received()).hasSize(1);
    for (Client stranger : strangers) {
      assertThat(stranger.received()).isEmpty();
      assertThat(stranger.send("['1','2','" + lobby + "','ping',{}]").get(0)).contains("'ok'");
    }
  }

  @Test
  void who_shows_the_token_later_receives_what_happens_from_then_on() {
    chat.requiredToken = Optional.of("token");
    String lobby = "conversation:lobby:" + chat.customer;
    Client visitor = server.visitor().joined(lobby, "{}");

    visitor.send("['2','2','" + lobby + "','phx_join',{'visitor_token':'token'}]");
    server.hub.publish(LiveEvent.of(lobby, "conversation:created", "{\"id\":\"1\"}"));

    assertThat(visitor.received()).hasSize(2).last().asString().contains("conversation:created");
  }

  @Test
  void a_lobby_of_nobody_is_answered_like_one_of_somebody_else() {
    String unknown = "conversation:lobby:" + UUID.randomUUID();
    String shouting = "conversation:lobby:" + chat.customer.toString().toUpperCase(Locale.ROOT);

    assertThat(server.visitor().send("['1','1','" + unknown + "','phx_join',{}]"))
        .containsExactly("['1','1','" + unknown + "','phx_reply',{'status':'ok','response':{}}]");
    assertThat(server.visitor().send("['1','1','" + shouting + "','phx_join',{}]").get(0))
        .contains("'error'", "'not_found'");
  }

  @Test
  void visitors_are_sent_away_together_to_show_who_they_are() {
    Client waiting = server.visitor().joined("conversation:lobby:" + chat.customer, "{}");
    Client active =
        server
            .visitor()
            .joined("conversation:" + chat.conversation, "{'customer_id':'" + chat.customer + "'}");
    Client left =
        server
            .visitor()
            .joined("conversation:" + chat.conversation, "{'customer_id':'" + chat.customer + "'}");
    left.send("['1','2','conversation:" + chat.conversation + "','phx_leave',{}]");
    Client team = server.agent(agent).joined(topic, "{}");

    server.hub.publish(LiveEvent.of(Topics.visitorSockets(chat.account), "disconnect", "{}"));

    assertThat(waiting.transport.closedWith).isEqualTo(1001);
    assertThat(active.transport.closedWith).isEqualTo(1001);
    assertThat(left.transport.closedWith).isZero();
    assertThat(team.transport.closedWith).isZero();
  }

  @Test
  void lobbies_echo_pings_and_refuse_words() {
    Client client = server.visitor().joined("conversation:lobby:" + chat.customer, "{}");
    String lobby = "conversation:lobby:" + chat.customer;

    assertThat(client.send("['1','2','" + lobby + "','ping',{'a':1}]").get(0))
        .contains("'ok'", "{'a':1}");
    assertThat(client.send("['1','3','" + lobby + "','messages:seen',{}]").get(0)).contains("'ok'");
    assertThat(client.send("['1','4','" + lobby + "','shout',{'body':'x'}]").get(0))
        .contains("'error'", "'unmatched event'");
    server.hub.publish(LiveEvent.of(lobby, "conversation:created", "{\"id\":\"1\"}"));
    assertThat(client.received().get(1))
        .isEqualTo("[null,null,'" + lobby + "','conversation:created',{'id':'1'}]");
  }
}
