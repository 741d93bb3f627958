package io.netia.live.socket.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.live.service.LiveEvent;
import io.netia.live.service.Topics;
import io.netia.security.Agent;
import io.netia.security.Role;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NotificationChannelTest {

  private final Client.Server server = new Client.Server();
  private final FakeChat chat = server.chat;
  private final String topic = "notification:" + chat.account;
  private final Agent agent =
      new Agent(chat.account, 7, "a@example.com", Role.USER, UUID.randomUUID());

  @Test
  void an_agent_joins_and_is_present_there_and_in_the_room() {
    Client widget = server.visitor().joined("room:" + chat.account, "{}");

    List<String> received =
        server.agent(agent).send("['1','1','" + topic + "','phx_join',{'ids':[]}]");

    String meta = "{'online_at':'1700000000','user_id':7}";
    assertThat(received)
        .containsExactly(
            "['1','1','" + topic + "','phx_reply',{'status':'ok','response':{'cursor':'c0'}}]",
            "[null,null,'"
                + topic
                + "','presence_diff',{'joins':{'user:7':{'metas':["
                + meta
                + "]}},'leaves':{}}]",
            "[null,null,'" + topic + "','presence_state',{'user:7':{'metas':[" + meta + "]}}]");
    assertThat(widget.received())
        .containsExactly(
            "[null,null,'room:"
                + chat.account
                + "','presence_diff',{'joins':{'user:7':{'metas':["
                + meta
                + "]}},'leaves':{}}]");
  }

  @Test
  void anonymous_sockets_and_other_accounts_are_refused_without_the_database() {
    Agent foreign = new Agent(UUID.randomUUID(), 8, "b@example.com", Role.ADMIN, UUID.randomUUID());
    String join = "['1','1','" + topic + "','phx_join',{}]";
    String refused =
        "['1','1','"
            + topic
            + "','phx_reply',{'status':'error','response':{'reason':'Unauthorized'}}]";

    assertThat(server.visitor().send(join)).containsExactly(refused);
    assertThat(server.agent(foreign).send(join)).containsExactly(refused);
    assertThat(chat.calls).isZero();
  }

  @Test
  void an_agents_message_may_be_a_private_note() {
    Client client = server.agent(agent).joined(topic, "{}");

    List<String> received =
        client.send(
            "['1','2','"
                + topic
                + "','shout',{'conversation_id':'"
                + chat.conversation
                + "','body':'hm','private':true}]");

    assertThat(received.get(0)).contains("'by':'Agent private'");
    assertThat(received.get(1)).contains("'status':'ok'", "'seq':1");
  }

  @Test
  void reading_is_noted_and_a_foreign_conversation_is_not_found() {
    Client client = server.agent(agent).joined(topic, "{}");

    assertThat(
            client
                .send(
                    "['1','2','"
                        + topic
                        + "','read',{'conversation_id':'"
                        + chat.conversation
                        + "'}]")
                .get(0))
        .isEqualTo("['1','2','" + topic + "','phx_reply',{'status':'ok','response':{}}]");
    assertThat(
            client
                .send(
                    "['1','3','"
                        + topic
                        + "','read',{'conversation_id':'"
                        + UUID.randomUUID()
                        + "'}]")
                .get(0))
        .contains("'error'", "'not_found'");
    assertThat(client.send("['1','4','" + topic + "','read',{'conversation_id':17}]").get(0))
        .contains("'error'", "'validation'");
    assertThat(client.send("['1','5','" + topic + "','read',{}]").get(0))
        .contains("'error'", "'validation'");
    assertThat(chat.done).containsExactly("read 7");
  }

  @Test
  void an_agent_typing_is_seen_by_the_customer_and_asks_the_database_once() {
    Client client = server.agent(agent).joined(topic, "{}");
    Client customer =
        server
            .visitor()
            .joined("conversation:" + chat.conversation, "{'customer_id':'" + chat.customer + "'}");
    customer.transport.received.clear();
    int before = chat.calls;

    client.send(
        "['1','2','"
            + topic
            + "','typing',{'conversation_id':'"
            + chat.conversation
            + "','typing':true}]");
    client.send(
        "['1','3','"
            + topic
            + "','typing',{'conversation_id':'"
            + chat.conversation
            + "','typing':false}]");

    assertThat(customer.received()).hasSize(2);
    assertThat(customer.received().get(1))
        .isEqualTo(
            "[null,null,'conversation:"
                + chat.conversation
                + "','typing',{'typing':false,'conversation_id':'"
                + chat.conversation
                + "','type':'user','user_id':7}]");
    assertThat(chat.calls - before).isEqualTo(1);
  }

  @Test
  void typing_in_a_foreign_conversation_is_refused() {
    Client client = server.agent(agent).joined(topic, "{}");

    assertThat(
            client
                .send(
                    "['1','2','"
                        + topic
                        + "','typing',{'conversation_id':'"
                        + UUID.randomUUID()
                        + "'}]")
                .get(0))
        .contains("'error'", "'not_found'");
  }

  @Test
  void an_agent_that_comes_back_gets_the_feed_and_then_what_is_new_once() {
    chat.store(2);
    Client client = server.agent(agent);
    Runnable announced = chat.storeAndAnnounceLater();
    chat.meanwhile = () -> chat.storeAndAnnounceLater().run();

    List<String> received = client.send("['1','1','" + topic + "','phx_join',{'after':'c1'}]");
    announced.run();

    assertThat(received.get(0))
        .contains("'data':[{'event':'shout','payload':{'id':'m2'", "'id':'m3'", "'cursor':'c3'")
        .doesNotContain("m4");
    assertThat(client.received().stream().filter(message -> message.contains("'shout',{")))
        .hasSize(1)
        .first()
        .asString()
        .contains("m4");
  }

  @Test
  void what_was_not_final_when_the_feed_was_read_is_sent_soon_after_and_once() {
    chat.store(2);
    Client client = server.agent(agent);
    // Message 3 was committed and announced before the client subscribed, but the feed could not
    // hand
    // it out yet.
    chat.storeAndAnnounceLater().run();
    chat.notFinal = 1;
    client.send("['1','1','" + topic + "','phx_join',{'after':'c1'}]");
    chat.notFinal = 0;
    chat.storeAndAnnounceLater().run();
    assertThat(client.received().get(0)).contains("'id':'m2'").doesNotContain("m3");

    server.later.remove().run();

    assertThat(server.later).isEmpty();

    assertThat(
            client.received().stream()
                .filter(message -> message.contains("'shout',{"))
                .map(NotificationChannelTest::messageId))
        .containsExactly("m4", "m3");
  }

  @Test
  void what_stays_not_final_for_long_is_sent_when_it_is_and_once() {
    chat.store(2);
    Client client = server.agent(agent);
    // Committed and announced before the client subscribed, behind a transaction that hangs.
    chat.storeAndAnnounceLater().run();
    chat.notFinal = 1;
    client.send("['1','1','" + topic + "','phx_join',{'after':'c1'}]");
    for (int look = 0; look < 5; look++) {
      chat.storeAndAnnounceLater().run();
      chat.notFinal++;
      server.later.remove().run();
    }

    chat.notFinal = 0;
    server.later.remove().run();

    assertThat(server.later).as("nothing more is looked for").isEmpty();
    assertThat(
            client.received().stream()
                .filter(message -> message.contains("'shout',{"))
                .map(NotificationChannelTest::messageId))
        .containsExactly("m4", "m5", "m6", "m7", "m8", "m3");
  }

  @Test
  void what_changes_while_the_rest_is_read_is_sent_after_it() {
    Client client = server.agent(agent);
    chat.changeAndAnnounceLater("first").run();
    chat.notFinal = 1;
    client.send("['1','1','" + topic + "','phx_join',{'after':'c0'}]");
    client.transport.received.clear();
    chat.notFinal = 0;
    chat.meanwhile = () -> chat.changeAndAnnounceLater("second").run();

    server.later.remove().run();
    chat.changeAndAnnounceLater("third").run();

    assertThat(client.received().stream().map(one -> one.replaceAll(".*'state':'|'}]", "")))
        .containsExactly("first", "second", "third");
  }

  @Test
  void who_missed_more_than_an_answer_holds_is_answered_to_read_anew() {
    chat.store(3);
    chat.pageSize = 2;

    List<String> received =
        server.agent(agent).send("['1','1','" + topic + "','phx_join',{'after':'c0'}]");

    assertThat(received.get(0))
        .contains(
            "{'status':'ok','response':{'data':[],'cursor':'c3','reload':true,'reason':'reload'}}");
  }

  @Test
  void what_comes_late_comes_page_by_page() {
    chat.store(6);
    Client client = server.agent(agent);
    chat.notFinal = 5;
    client.send("['1','1','" + topic + "','phx_join',{'after':'c0'}]");
    client.transport.received.clear();
    chat.notFinal = 0;
    chat.pageSize = 2;

    for (int pages = 0; pages < 3; pages++) {
      server.later.remove().run();
    }

    assertThat(client.received().stream().map(one -> one.replaceAll(".*'seq':|}]", "")))
        .containsExactly("2", "3", "4", "5", "6");
    assertThat(server.later).isEmpty();
  }

  @Test
  void a_cursor_that_cannot_be_read_is_answered_with_a_new_one() {
    chat.store(3);

    List<String> received =
        server.agent(agent).send("['1','1','" + topic + "','phx_join',{'after':'nonsense'}]");

    assertThat(received.get(0))
        .contains(
            "{'status':'ok','response':{'data':[],'cursor':'c3','reload':true,'reason':'reload'}}");
  }

  @Test
  void an_agent_writes_as_nobody_else() {
    Client client = server.agent(agent).joined(topic, "{}");

    List<String> received =
        client.send(
            "['1','2','"
                + topic
                + "','shout',{'conversation_id':'"
                + chat.conversation
                + "','body':'hm','customer_id':'"
                + chat.customer
                + "'}]");

    assertThat(received.get(0)).contains("'by':'Agent '");
  }

  @Test
  void who_calls_the_topic_events_receives_what_happens_and_not_who_comes_and_goes() {
    Client client = server.agent(agent).joined("events:" + chat.account, "{}");

    server.agent(agent).joined(topic, "{}");
    chat.storeAndAnnounceLater().run();

    assertThat(client.received()).hasSize(1).first().asString().contains("'shout',{");
  }

  @Test
  void a_client_that_cannot_get_the_rest_is_sent_away_to_ask_again() {
    Client client = server.agent(agent);
    client.send("['1','1','" + topic + "','phx_join',{'after':'c0'}]");
    chat.meanwhile =
        () -> {
          throw new IllegalStateException("the database is away");
        };

    assertThatThrownBy(() -> server.later.remove().run()).isInstanceOf(IllegalStateException.class);

    assertThat(client.transport.closedWith).isEqualTo(1001);
  }

  @Test
  void nothing_is_read_for_a_client_that_left_meanwhile() {
    Client client = server.agent(agent);
    client.send("['1','1','" + topic + "','phx_join',{'after':'c0'}]");
    int before = chat.calls;

    client.socket.ended();
    server.later.remove().run();

    assertThat(chat.calls).isEqualTo(before);
  }

  private static String messageId(String message) {
    return message.replaceAll(".*'id':'(m\\d+)'.*", "$1");
  }

  @Test
  void signing_out_closes_the_sockets_of_that_session_with_1001() {
    Client client = server.agent(agent);
    Client other =
        server.agent(new Agent(chat.account, 7, "a@example.com", Role.USER, UUID.randomUUID()));

    server.hub.publish(LiveEvent.of(Topics.sessionSockets(agent.sessionId()), "disconnect", "{}"));
    assertThat(client.transport.closedWith).isEqualTo(1001);
    assertThat(other.transport.closedWith).isZero();

    server.hub.publish(LiveEvent.of(Topics.userSockets(7), "disconnect", "{}"));
    assertThat(other.transport.closedWith).isEqualTo(1001);
  }

  @Test
  void a_customer_is_seen_online_until_its_last_tab_closes() {
    Client team = server.agent(agent).joined(topic, "{}");
    Client tab =
        server
            .visitor()
            .joined("conversation:" + chat.conversation, "{'customer_id':'" + chat.customer + "'}");
    Client second =
        server
            .visitor()
            .joined("conversation:" + chat.conversation, "{'customer_id':'" + chat.customer + "'}");
    tab.socket.ended();
    second.socket.ended();

    assertThat(
            team.received().stream()
                .map(message -> message.contains("'leaves':{}") ? "join" : "leave")
                .toList())
        .containsExactly("join", "join", "leave", "leave");
  }
}
