package io.netia.live.socket.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.service.LiveEvent;
import io.netia.live.socket.protocol.WireVersion;
import io.netia.security.Agent;
import io.netia.security.Role;
import io.netia.tenancy.service.DatabaseFailure;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dispatch rules of {@code docs/protocol.md}, row by row. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DispatchTest {

  private static final String ROOM = "room:00000000-0000-4000-8000-00000000000a";

  private final Client.Server server = new Client.Server();
  private final Client client = server.visitor();

  @Test
  void a_heartbeat_is_answered_with_no_channel_joined_and_without_the_database() {
    assertThat(client.send("[null,'12','phoenix','heartbeat',{}]"))
        .containsExactly("[null,'12','phoenix','phx_reply',{'status':'ok','response':{}}]");
    assertThat(server.chat.calls).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing:1", "room", "phoenix", "", "Conversation:1"})
  void a_join_of_a_topic_that_matches_no_pattern_is_unmatched(String topic) {
    assertThat(client.send("['1','1','" + topic + "','phx_join',{}]"))
        .containsExactly(
            "['1','1','"
                + topic
                + "','phx_reply',{'status':'error','response':{'reason':'unmatched topic'}}]");
  }

  @Test
  void an_event_on_a_topic_that_is_not_joined_is_unmatched() {
    assertThat(client.send("[null,'5','" + ROOM + "','ping',{}]"))
        .containsExactly(
            "[null,'5','"
                + ROOM
                + "','phx_reply',{'status':'error','response':{'reason':'unmatched topic'}}]");
  }

  @Test
  void leaving_a_topic_that_is_not_joined_is_ok_and_closes_nothing() {
    assertThat(client.send("['3','9','" + ROOM + "','phx_leave',{}]"))
        .containsExactly("['3','9','" + ROOM + "','phx_reply',{'status':'ok','response':{}}]");
  }

  @Test
  void leaving_answers_and_then_closes_the_channel() {
    client.joined(ROOM, "{}");

    assertThat(client.send("['1','9','" + ROOM + "','phx_leave',{}]"))
        .containsExactly(
            "['1','9','" + ROOM + "','phx_reply',{'status':'ok','response':{}}]",
            "['1','1','" + ROOM + "','phx_close',{}]");
    assertThat(server.hub.topicCount()).isZero();
  }

  @Test
  void a_join_is_answered_before_anything_of_its_topic_is_sent() {
    assertThat(client.send("['3','3','" + ROOM + "','phx_join',{}]"))
        .containsExactly(
            "['3','3','" + ROOM + "','phx_reply',{'status':'ok','response':{}}]",
            "[null,null,'" + ROOM + "','presence_state',{}]");
  }

  @Test
  void a_second_join_of_a_topic_takes_the_place_of_the_first_without_a_word() {
    client.joined(ROOM, "{}");

    List<String> received = client.send("['7','7','" + ROOM + "','phx_join',{}]");

    assertThat(received)
        .first()
        .isEqualTo("['7','7','" + ROOM + "','phx_reply',{'status':'ok','response':{}}]");
    assertThat(received).noneMatch(message -> message.contains("phx_close"));
    client.send("['7','8','" + ROOM + "','phx_leave',{}]");
    assertThat(server.hub.topicCount()).isZero();
  }

  @Test
  void a_push_or_leave_with_an_older_join_ref_is_ignored() {
    client.joined(ROOM, "{}");
    client.send("['7','7','" + ROOM + "','phx_join',{}]");

    assertThat(client.send("['1','8','" + ROOM + "','phx_leave',{}]")).isEmpty();
    assertThat(client.send("['1','9','" + ROOM + "','ping',{}]")).isEmpty();
    assertThat(client.send("['7','10','" + ROOM + "','ping',{}]")).hasSize(1);
  }

  @Test
  void a_push_without_join_ref_is_accepted() {
    client.joined(ROOM, "{}");

    assertThat(client.send("[null,'4','" + ROOM + "','ping',{'a':[1,{'b':null}]}]"))
        .containsExactly(
            "['1','4','" + ROOM + "','phx_reply',{'status':'ok','response':{'a':[1,{'b':null}]}}]");
  }

  @Test
  void an_unknown_event_is_an_error_and_the_channel_lives_on() {
    client.joined(ROOM, "{}");

    assertThat(client.send("['1','4','" + ROOM + "','launch',{}]"))
        .containsExactly(
            "['1','4','"
                + ROOM
                + "','phx_reply',{'status':'error','response':{'reason':'unmatched event'}}]");
    assertThat(client.send("['1','5','" + ROOM + "','ping',{}]").get(0)).contains("'ok'");
  }

  @Test
  void a_payload_that_is_no_object_is_an_error_and_the_channel_lives_on() {
    client.joined(ROOM, "{}");

    assertThat(client.send("['1','4','" + ROOM + "','ping','text']").get(0))
        .contains("'error'", "'invalid payload'");
    assertThat(client.send("['1','5','" + ROOM + "','ping',{}]").get(0)).contains("'ok'");
  }

  @Test
  void binary_data_is_an_unmatched_event_and_the_socket_lives_on() {
    String topic = "conversation:lobby";
    client.joined(topic, "{}");

    client.socket.receive(
        ByteBuffer.wrap(
            HexFormat.of()
                .parseHex(
                    "0001011203"
                        + "3134"
                        + HexFormat.of().formatHex(topic.getBytes())
                        + "62696e"
                        + "0102")));

    assertThat(client.received())
        .containsExactly(
            "['1','4','"
                + topic
                + "','phx_reply',{'status':'error','response':{'reason':'unmatched event'}}]");
    assertThat(client.transport.closedWith).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "hello",
        "[null,null,null,null,null]",
        "{'topic':'t','event':'e','payload':{},'ref':null}"
      })
  void what_is_no_frame_closes_the_socket_with_1011(String garbage) {
    client.send(garbage);

    assertThat(client.transport.closedWith).isEqualTo(1011);
  }

  @Test
  void no_more_channels_than_allowed_are_joined() {
    for (int i = 1; i <= 3; i++) {
      client.joined("room:00000000-0000-4000-8000-00000000000" + i, "{}");
    }

    assertThat(client.send("['4','4','" + ROOM + "','phx_join',{}]").get(0))
        .contains("'error'", "'too many channels joined'");
    client.send("['1','5','room:00000000-0000-4000-8000-000000000001','phx_leave',{}]");
    assertThat(client.send("['6','6','" + ROOM + "','phx_join',{}]").get(0)).contains("'ok'");
  }

  @Test
  void who_sends_faster_than_allowed_is_refused_and_heartbeats_still_count() {
    client.joined(ROOM, "{}");
    for (int i = 0; i < 19; i++) {
      assertThat(client.send("['1','2','" + ROOM + "','ping',{}]").get(0)).contains("'ok'");
    }

    assertThat(client.send("['1','2','" + ROOM + "','ping',{}]").get(0))
        .contains("'error'", "'rate_limited'");
    assertThat(client.send("[null,'3','phoenix','heartbeat',{}]").get(0)).contains("'ok'");
    server.pass(Duration.ofMillis(100));
    assertThat(client.send("['1','2','" + ROOM + "','ping',{}]").get(0)).contains("'ok'");
    assertThat(client.send("['1','2','" + ROOM + "','ping',{}]").get(0)).contains("'rate_limited'");
  }

  @Test
  void a_silent_client_is_closed_after_45_seconds_with_1001_and_a_beating_one_is_not() {
    Client silent = server.visitor();
    server.pass(Duration.ofSeconds(30));
    client.send("[null,'1','phoenix','heartbeat',{}]");
    server.pass(Duration.ofSeconds(16));

    client.socket.checkActivity();
    silent.socket.checkActivity();

    assertThat(client.transport.closedWith).isZero();
    assertThat(silent.transport.closedWith).isEqualTo(1001);
  }

  @Test
  void a_silent_client_is_pinged_once_and_lives_if_it_answers() {
    Client client = server.visitor();
    server.pass(Duration.ofSeconds(34));
    client.socket.checkActivity();
    assertThat(client.transport.pings).isZero();
    server.pass(Duration.ofSeconds(5));
    client.socket.checkActivity();
    client.socket.checkActivity();
    assertThat(client.transport.pings).isEqualTo(1);

    client.socket.noteActivity();
    server.pass(Duration.ofSeconds(36));
    client.socket.checkActivity();

    assertThat(client.transport.closedWith).isZero();
    assertThat(client.transport.pings).isEqualTo(2);
  }

  @Test
  void a_second_join_that_is_refused_for_its_rate_leaves_the_first_one_as_it_is() {
    server.share = server.share(1, 1_000, 1_000);
    Client client = server.visitor().joined(ROOM, "{}");

    assertThat(client.send("['2','2','" + ROOM + "','phx_join',{}]").get(0))
        .contains("'rate_limited'");
    assertThat(client.send("['1','3','" + ROOM + "','ping',{}]").get(0)).contains("'ok'");
  }

  @Test
  void a_client_that_joins_nothing_is_closed_and_one_with_a_topic_is_not() {
    Client member = server.visitor().joined(ROOM, "{}");
    Client late = server.visitor();
    for (int beat = 0; beat < 5; beat++) {
      server.pass(Duration.ofSeconds(25));
      member.send("[null,'1','phoenix','heartbeat',{}]");
      late.send("[null,'1','phoenix','heartbeat',{}]");
    }
    late.socket.checkActivity();
    member.socket.checkActivity();
    assertThat(late.transport.closedWith).isEqualTo(1001);
    assertThat(member.transport.closedWith).isZero();

    member.send("['1','2','" + ROOM + "','phx_leave',{}]");
    member.socket.checkActivity();
    assertThat(member.transport.closedWith).isZero();
  }

  @Test
  void who_goes_on_sending_too_fast_is_closed_whatever_it_sends() {
    for (String frame :
        List.of("[null,'1','phoenix','heartbeat',{}]", "[null,'1','" + ROOM + "','ping',{}]")) {
      Client flood = server.visitor();
      for (int i = 0; i < 60; i++) {
        flood.send(frame);
      }
      assertThat(flood.transport.closedWith).as("a burst").isZero();
      for (int i = 0; i < 10; i++) {
        flood.send(frame);
      }
      assertThat(flood.transport.closedWith).isEqualTo(1001);
    }
  }

  @Test
  void visitors_of_one_address_share_its_joins_and_each_join_left_out_asks_nobody() {
    server.share = server.share(2, 0, 0);
    server.visitor().joined(ROOM, "{}");
    server.visitor().joined(ROOM, "{}");
    int calls = server.chat.calls;
    String join = "['1','1','" + ROOM + "','phx_join',{}]";
    assertThat(server.visitor().send(join).get(0)).contains("'reason':'rate_limited'");
    assertThat(server.chat.calls).isEqualTo(calls);
    server.pass(Duration.ofSeconds(1));
    assertThat(server.visitor().send(join).get(0)).contains("'status':'ok'");
  }

  @Test
  void teammates_are_not_held_to_what_the_visitors_of_their_address_do() {
    server.share = server.share(1, 1, 1);
    server.visitor().joined(ROOM, "{}");
    Agent agent = new Agent(server.chat.account, 1, "a@example.com", Role.USER, UUID.randomUUID());
    assertThat(server.agent(agent).send("['1','1','" + ROOM + "','phx_join',{}]").get(0))
        .contains("'status':'ok'");
  }

  @Test
  void visitors_of_one_address_share_its_messages_and_long_ones_count_as_several() {
    server.share = server.share(0, 0, 4);
    String topic = "conversation:" + server.chat.conversation;
    Client visitor = server.visitor();
    visitor.joined(topic, "{'customer_id':'" + server.chat.customer + "'}");
    String words = "x".repeat(9_000);
    String large = "['1','2','" + topic + "','shout',{'body':'a','more':'" + words + "'}]";
    assertThat(visitor.send(large).toString()).contains("'status':'ok'");
    assertThat(visitor.send(large).toString()).contains("'reason':'rate_limited'");
    String small = "['1','3','" + topic + "','shout',{'body':'a'}]";
    assertThat(visitor.send(small).toString()).contains("'status':'ok'");
    assertThat(visitor.send(small).toString()).contains("'reason':'rate_limited'");
  }

  @Test
  void leaving_is_never_too_fast() {
    client.joined(ROOM, "{}");
    for (int i = 0; i < 30; i++) {
      client.send("['1','2','" + ROOM + "','ping',{}]");
    }

    assertThat(client.send("['1','9','" + ROOM + "','phx_leave',{}]").get(0)).contains("'ok'");
  }

  @Test
  void the_room_of_no_account_is_refused_and_asked_for_once() {
    String nowhere = "room:" + server.chat.noAccount;
    for (int i = 0; i < 3; i++) {
      assertThat(client.send("['1','1','" + nowhere + "','phx_join',{}]"))
          .containsExactly(
              "['1','1','"
                  + nowhere
                  + "','phx_reply',{'status':'error','response':{'reason':'not_found'}}]");
    }

    assertThat(server.chat.calls).isOne();
    assertThat(server.hub.topicCount()).isZero();
  }

  @Test
  void issues_of_a_customer_are_for_agents_of_the_account() {
    String topic = "issue:lobby:" + server.chat.customer;
    String join = "['1','1','" + topic + "','phx_join',{}]";
    Agent own = new Agent(server.chat.account, 1, "a@example.com", Role.USER, UUID.randomUUID());
    Agent foreign = new Agent(UUID.randomUUID(), 2, "b@example.com", Role.ADMIN, UUID.randomUUID());

    assertThat(server.agent(own).send(join))
        .containsExactly("['1','1','" + topic + "','phx_reply',{'status':'ok','response':{}}]");
    assertThat(server.agent(foreign).send(join).get(0)).contains("'error'", "'Unauthorized'");
    assertThat(client.send(join).get(0)).contains("'error'", "'Unauthorized'");
    assertThat(client.send("['1','1','issue:12','phx_join',{}]").get(0))
        .contains("'error'", "'not_found'");
  }

  @Test
  void recordings_are_refused_as_where_they_are_switched_off() {
    assertThat(client.send("['1','1','events:1:2','phx_join',{}]").get(0))
        .contains("'error'", "'unauthorized'");
  }

  @Test
  void an_absent_database_is_named_so_that_the_client_asks_again() {
    String topic = "conversation:" + server.chat.conversation;
    client.joined(topic, "{'customer_id':'" + server.chat.customer + "'}");
    server.chat.broken = new DatabaseFailure(new SQLException("gone", "08006"));

    assertThat(client.send("['1','4','" + topic + "','shout',{'body':'x'}]").get(0))
        .contains("'error'", "'unavailable'", "'request_id'");
  }

  @Test
  void agents_receive_the_account_under_its_other_name_too() {
    String topic = "events:" + server.chat.account;
    Agent own = new Agent(server.chat.account, 1, "a@example.com", Role.USER, UUID.randomUUID());
    Client agent = server.agent(own).joined(topic, "{}");

    server.hub.publish(
        LiveEvent.of("notification:" + server.chat.account, "conversation:created", "{}"));

    assertThat(agent.received())
        .containsExactly("[null,null,'" + topic + "','conversation:created',{}]");
    assertThat(client.send("['1','1','" + topic + "','phx_join',{}]").get(0))
        .contains("'error'", "'unauthorized'");
  }

  @Test
  void an_unexpected_failure_answers_with_a_number_and_nothing_of_the_cause() {
    client.joined(
        "conversation:" + server.chat.conversation,
        "{'customer_id':'" + server.chat.customer + "'}");
    server.chat.broken = new IllegalStateException("secret");

    String reply =
        client
            .send("['1','4','conversation:" + server.chat.conversation + "','shout',{'body':'x'}]")
            .get(0);

    assertThat(reply)
        .contains("'error'", "'internal_error'", "'request_id'")
        .doesNotContain("secret");
    server.chat.broken = null;
    assertThat(
            client
                .send("['1','5','conversation:" + server.chat.conversation + "','ping',{}]")
                .get(0))
        .contains("'ok'");
  }

  @Test
  void version_1_clients_are_served_alike() {
    Client old = server.visitor(WireVersion.V1);

    assertThat(old.send("{'topic':'" + ROOM + "','event':'phx_join','payload':{},'ref':'1'}"))
        .containsExactly(
            "{'topic':'"
                + ROOM
                + "','event':'phx_reply','payload':{'status':'ok','response':{}},'ref':'1'}",
            "{'topic':'" + ROOM + "','event':'presence_state','payload':{},'ref':null}");
    assertThat(old.send("{'topic':'" + ROOM + "','event':'phx_leave','payload':{},'ref':'2'}"))
        .containsExactly(
            "{'topic':'"
                + ROOM
                + "','event':'phx_reply','payload':{'status':'ok','response':{}},'ref':'2'}",
            "{'topic':'" + ROOM + "','event':'phx_close','payload':{},'ref':'1'}");
  }

  @Test
  void the_end_of_a_connection_leaves_everything() {
    client.joined(ROOM, "{}");

    client.socket.ended();
    client.socket.ended();

    assertThat(server.hub.topicCount()).isZero();
  }
}
