package io.netia.live.socket.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.service.LiveEvent;
import io.netia.security.Agent;
import io.netia.security.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConversationChannelTest {

  private final Client.Server server = new Client.Server();
  private final FakeChat chat = server.chat;
  private final String topic = "conversation:" + chat.conversation;
  private final String asCustomer = "{'customer_id':'" + chat.customer + "'}";
  private final Agent agent =
      new Agent(chat.account, 7, "a@example.com", Role.USER, UUID.randomUUID());

  @Test
  void its_customer_joins_and_learns_who_is_present() {
    List<String> received = server.visitor().send(join(asCustomer));

    String meta = "{'online_at':'1700000000','customer_id':'" + chat.customer + "'}";
    assertThat(received)
        .containsExactly(
            "['1','1','" + topic + "','phx_reply',{'status':'ok','response':{}}]",
            "[null,null,'"
                + topic
                + "','presence_diff',{'joins':{'customer:"
                + chat.customer
                + "':{'metas':["
                + meta
                + "]}},'leaves':{}}]",
            "[null,null,'"
                + topic
                + "','presence_state',{'customer:"
                + chat.customer
                + "':{'metas':["
                + meta
                + "]}}]");
  }

  @Test
  void where_the_account_requires_a_token_the_customers_id_alone_opens_nothing() {
    chat.requiredToken = Optional.of("token");
    String refused = "{'status':'error','response':{'reason':'unauthorized'}}";
    assertThat(server.visitor().send(join(asCustomer)))
        .containsExactly("['1','1','" + topic + "','phx_reply'," + refused + "]");
    String withToken = asCustomer.replace("}", ",'visitor_token':'token'}");
    assertThat(server.visitor().send(join(withToken)).get(0)).contains("'status':'ok'");
  }

  @Test
  void a_token_that_is_shown_after_a_refusal_opens_the_conversation_on_the_same_socket() {
    chat.requiredToken = Optional.of("token");
    Client visitor = server.visitor();
    assertThat(visitor.send(join(asCustomer)).get(0)).contains("'error'");

    String withToken = asCustomer.replace("}", ",'visitor_token':'token'}");

    assertThat(visitor.send(join(withToken)).get(0)).contains("'status':'ok'");
  }

  @Test
  void a_teammate_who_names_the_customer_without_its_token_joins_as_a_teammate() {
    chat.requiredToken = Optional.of("token");

    assertThat(server.agent(agent).send(join(asCustomer)))
        .containsExactly(
            "['1','1','" + topic + "','phx_reply',{'status':'ok','response':{}}]",
            "[null,null,'" + topic + "','presence_state',{}]");
  }

  @Test
  void a_conversation_that_is_deleted_closes_for_everybody_and_nothing_more_is_sent() {
    Client visitor = server.visitor().joined(topic, asCustomer);
    Client team = server.agent(agent).joined(topic, "{}");
    visitor.transport.received.clear();

    server.hub.publish(LiveEvent.ended(topic));
    server.hub.publish(LiveEvent.of(topic, "shout", "{}"));

    String closed = "[null,null,'" + topic + "','phx_close',{}]";
    assertThat(visitor.received()).endsWith(closed);
    assertThat(team.received()).contains(closed).noneMatch(one -> one.contains("shout"));
    assertThat(visitor.received()).noneMatch(one -> one.contains("shout"));
    assertThat(server.hub.topicCount()).isZero();
    assertThat(visitor.send("['1','2','" + topic + "','ping',{}]").get(0))
        .as("and is joined no longer")
        .contains("'unmatched topic'");
    server.pass(Duration.ofMinutes(1));
    visitor.socket.noteActivity();
    visitor.socket.checkActivity();
    assertThat(visitor.transport.closedWith).as("has two minutes to join another").isZero();
  }

  @Test
  void a_join_that_finds_no_turn_for_what_was_missed_comes_back_later() {
    chat.store(3);
    chat.isFull = true;
    Client visitor = server.visitor();
    String late = join(asCustomer.replace("}", ",'after_seq':0}"));
    assertThat(visitor.send(late).get(0)).contains("rate_limited");
    assertThat(visitor.send(join(asCustomer.replace("}", ",'after_seq':3}"))).get(0))
        .as("who has missed nothing needs no turn")
        .contains("'ok'");
    chat.isFull = false;
    assertThat(visitor.send(late).get(0)).contains("'ok'");
  }

  @Test
  void a_conversation_that_is_deleted_while_somebody_joins_closes_after_the_answer() {
    chat.store(1);
    chat.meanwhile =
        () -> {
          server.hub.publish(LiveEvent.of(topic, "conversation:updated", "{}"));
          server.hub.publish(LiveEvent.ended(topic));
        };

    List<String> received = server.visitor().send(join(asCustomer.replace("}", ",'after_seq':0}")));

    assertThat(received).hasSize(3);
    assertThat(received.get(0)).contains("phx_reply", "'ok'");
    assertThat(received.get(1)).contains("conversation:updated");
    assertThat(received.get(2)).contains("phx_close");
    assertThat(server.hub.topicCount()).isZero();
  }

  @Test
  void who_resumes_learns_how_many_messages_were_edited() {
    chat.store(3);
    chat.editCount = 2;

    String answer = server.visitor().send(join(asCustomer.replace("}", ",'after_seq':3}"))).get(0);

    assertThat(answer).contains("'edit_count':2", "'messages':[]");
  }

  @Test
  void an_agent_of_the_account_joins_without_being_counted_as_the_customer() {
    assertThat(server.agent(agent).send(join("{}")))
        .containsExactly(
            "['1','1','" + topic + "','phx_reply',{'status':'ok','response':{}}]",
            "[null,null,'" + topic + "','presence_state',{}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'customer_id':null}",
        "{'customer_id':''}",
        "{'customer_id':'x'}",
        "{'customer_id':{}}",
        "[]",
        "null"
      })
  void nobody_joins_without_an_identity_and_the_database_is_not_asked(String params) {
    assertThat(server.visitor().send(join(params)))
        .containsExactly(
            "['1','1','"
                + topic
                + "','phx_reply',{'status':'error','response':{'reason':'unauthorized'}}]");
    assertThat(chat.calls).isZero();
  }

  @Test
  void a_stranger_is_refused_again_and_again_at_the_price_of_one_question() {
    Client stranger = server.visitor();
    String join = join("{'customer_id':'" + UUID.randomUUID() + "'}");

    for (int i = 0; i < 4; i++) {
      assertThat(stranger.send(join).get(0)).contains("'error'", "'unauthorized'");
    }

    assertThat(chat.calls).isEqualTo(1);
    assertThat(server.hub.topicCount()).isZero();
    assertThat(stranger.send(join(asCustomer)).get(0)).contains("'ok'");
  }

  @Test
  void a_refusal_is_forgotten_after_a_while() {
    Client stranger = server.visitor();
    String join = join("{'customer_id':'" + UUID.randomUUID() + "'}");
    stranger.send(join);
    server.pass(Duration.ofSeconds(16));

    stranger.send(join);

    assertThat(chat.calls).isEqualTo(2);
  }

  @Test
  void an_agent_of_another_account_gets_the_answer_for_a_missing_conversation() {
    Agent foreign = new Agent(UUID.randomUUID(), 8, "b@example.com", Role.ADMIN, UUID.randomUUID());
    String missing = "conversation:" + UUID.randomUUID();

    String toForeign = server.agent(foreign).send(join("{}")).get(0);
    String toMissing =
        server.agent(foreign).send("['1','1','" + missing + "','phx_join',{}]").get(0);

    assertThat(toForeign.replace(topic, missing)).isEqualTo(toMissing).contains("unauthorized");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conversation:",
        "conversation:1",
        "conversation:1:2",
        "conversation:00000000-0000-4000-8000-0000000000C0"
      })
  void a_topic_that_names_no_conversation_is_not_found(String odd) {
    assertThat(
            server.visitor().send("['1','1','" + odd + "','phx_join'," + asCustomer + "]").get(0))
        .contains("'not_found'");
    assertThat(chat.calls).isZero();
  }

  @Test
  void a_shout_is_answered_with_its_place_and_sent_to_everybody_once() {
    Client customer = server.visitor().joined(topic, asCustomer);
    Client otherTab = server.visitor().joined(topic, asCustomer);
    customer.transport.received.clear();
    otherTab.transport.received.clear();

    List<String> received =
        customer.send(
            "['1','2','" + topic + "','shout',{'body':'hi','sent_at':'2024-01-01T00:00:00.123Z'}]");

    assertThat(received)
        .containsExactly(
            "[null,null,'"
                + topic
                + "','shout',{'id':'m1','body':'hi','by':'Visitor sent_at','seq':1}]",
            "['1','2','"
                + topic
                + "','phx_reply',{'status':'ok','response':{'id':'00000000-0000-0000-0000-000000000001','seq':1}}]");
    assertThat(otherTab.received()).hasSize(1).first().asString().contains("'shout'");
  }

  @Test
  void a_customer_can_set_nothing_but_the_words() {
    Client customer = server.visitor().joined(topic, asCustomer);

    List<String> received =
        customer.send(
            "['1','2','"
                + topic
                + "','shout',{'body':'hi','user_id':7,'type':'bot','private':true,'account_id':'x','metadata':{'a':1}}]");

    assertThat(received.get(0)).contains("'by':'Visitor metadata'");
  }

  @Test
  void a_message_that_is_not_valid_is_an_error_to_its_sender_alone() {
    Client customer = server.visitor().joined(topic, asCustomer);
    Client watcher = server.agent(agent).joined(topic, "{}");

    List<String> received = customer.send("['1','2','" + topic + "','shout',{'body':''}]");

    assertThat(received)
        .hasSize(1)
        .first()
        .asString()
        .contains("'error'", "'validation'", "can't be blank");
    assertThat(watcher.received()).isEmpty();
  }

  @Test
  void typing_is_sent_to_the_others_and_to_the_team_and_not_to_who_types() {
    Client customer = server.visitor().joined(topic, asCustomer);
    Client team = server.agent(agent).joined("notification:" + chat.account, "{}");
    Client reader = server.agent(agent).joined(topic, "{}");
    team.transport.received.clear();

    List<String> received =
        customer.send("['1','2','" + topic + "','typing',{'typing':true,'type':'ai','user_id':1}]");

    String payload =
        "{'typing':true,'conversation_id':'"
            + chat.conversation
            + "','type':'customer','customer_id':'"
            + chat.customer
            + "'}";
    assertThat(received)
        .containsExactly("['1','2','" + topic + "','phx_reply',{'status':'ok','response':{}}]");
    assertThat(reader.received())
        .containsExactly("[null,null,'" + topic + "','typing'," + payload + "]");
    assertThat(team.received())
        .containsExactly(
            "[null,null,'notification:" + chat.account + "','typing'," + payload + "]");
  }

  @Test
  void seen_is_the_customers_word() {
    server.visitor().joined(topic, asCustomer).send("['1','2','" + topic + "','messages:seen',{}]");
    server.agent(agent).joined(topic, "{}").send("['1','2','" + topic + "','messages:seen',{}]");

    assertThat(chat.done).containsExactly("seen " + chat.customer);
  }

  @Test
  void a_client_that_comes_back_gets_what_it_missed_in_order() {
    chat.store(4);

    assertThat(
            server
                .visitor()
                .send(join("{'customer_id':'" + chat.customer + "','after_seq':2}"))
                .get(0))
        .isEqualTo(
            "['1','1','"
                + topic
                + "','phx_reply',{'status':'ok','response':{'edit_count':0,'messages':"
                + "[{'id':'m3','body':'old','seq':3},{'id':'m4','body':'old','seq':4}],'conversation':{'status':'open'}}}]");
  }

  @Test
  void who_missed_nothing_costs_no_second_question() {
    chat.store(4);

    assertThat(
            server
                .visitor()
                .send(join("{'customer_id':'" + chat.customer + "','after_seq':4}"))
                .get(0))
        .contains("'messages':[]");
    assertThat(chat.calls).isEqualTo(1);
  }

  @Test
  void who_missed_more_than_an_answer_holds_is_answered_to_read_anew() {
    chat.store(10);
    chat.pageSize = 9;

    assertThat(
            server
                .visitor()
                .send(join("{'customer_id':'" + chat.customer + "','after_seq':0}"))
                .get(0))
        .contains("{'edit_count':0,'reload':true,'reason':'reload'}");
    assertThat(
            server
                .visitor()
                .send(join("{'customer_id':'" + chat.customer + "','after_seq':1}"))
                .get(0))
        .contains("'seq':10");
  }

  @Test
  void who_missed_more_than_200_is_answered_to_read_anew() {
    chat.store(201);

    assertThat(
            server
                .visitor()
                .send(join("{'customer_id':'" + chat.customer + "','after_seq':0}"))
                .get(0))
        .contains("{'edit_count':0,'reload':true,'reason':'reload'}");
    assertThat(
            server
                .visitor()
                .send(join("{'customer_id':'" + chat.customer + "','after_seq':1}"))
                .get(0))
        .contains("'seq':201");
  }

  @Test
  void a_message_stored_while_the_missed_ones_are_read_is_neither_lost_nor_sent_twice() {
    chat.store(2);
    Client customer = server.visitor();
    Runnable announced = chat.storeAndAnnounceLater();
    // Message 3 is read from the database before it is announced; 4 is stored and announced after
    // the read.
    chat.meanwhile = () -> chat.storeAndAnnounceLater().run();

    List<String> received =
        customer.send(join("{'customer_id':'" + chat.customer + "','after_seq':2}"));
    announced.run();
    chat.storeAndAnnounceLater().run();

    assertThat(received.get(0)).contains("'messages':[{'id':'m3'").doesNotContain("m4");
    assertThat(customer.received().stream().filter(message -> message.contains("'shout'")).toList())
        .containsExactly(shout(4), shout(5));
  }

  @Test
  void a_number_from_the_future_hides_nothing() {
    chat.store(2);
    Client customer = server.visitor();
    customer.send(join("{'customer_id':'" + chat.customer + "','after_seq':1000000}"));

    chat.storeAndAnnounceLater().run();

    assertThat(customer.received()).contains(shout(3));
  }

  private String shout(int seq) {
    return "[null,null,'"
        + topic
        + "','shout',{'id':'m"
        + seq
        + "','body':'late','seq':"
        + seq
        + "}]";
  }

  private String join(String params) {
    return "['1','1','" + topic + "','phx_join'," + params + "]";
  }
}
