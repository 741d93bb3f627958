package io.netia.live.socket.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.limits.Budget;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What sockets of one address send while others of it are still at work. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventTurnsTest {

  private static final int ROOM = 100_000;

  private final Client.Server server = new Client.Server();
  private final WaitingEvents waiting = new WaitingEvents(ROOM, server.late::add);
  private final AddressShare share = server.share(1, waiting);

  private Client visitor(AddressShare its) {
    server.share = its;
    Client client = server.visitor().joined("conversation:lobby", "{}");
    client.transport.received.clear();
    return client;
  }

  private static void ping(Client client, int number) {
    client.socket.receive(
        "[null,\"" + number + "\",\"conversation:lobby\",\"ping\",{\"n\":" + number + "}]");
  }

  private static String pong(int number) {
    return "['1','"
        + number
        + "','conversation:lobby','phx_reply',{'status':'ok','response':{'n':"
        + number
        + "}}]";
  }

  /** Does something while an event of another socket of the address is in work. */
  private void meanwhile(Runnable doing) {
    server.share = share;
    Client busy = server.visitor();
    server.chat.store(1);
    server.chat.meanwhile = doing;
    busy.send(
        "['1','1','conversation:"
            + server.chat.conversation
            + "','phx_join',{'customer_id':'"
            + server.chat.customer
            + "','after_seq':0}]");
    server.chat.meanwhile = () -> {};
  }

  private void workOff() {
    while (!server.late.isEmpty()) {
      server.late.remove().run();
    }
  }

  @Test
  void an_event_beyond_those_at_once_waits_without_a_thread_and_other_addresses_do_not() {
    Client one = visitor(share);
    Client other = visitor(server.share(1, waiting));

    meanwhile(
        () -> {
          ping(one, 1);
          ping(other, 2);
          assertThat(one.news()).isEmpty();
          assertThat(other.news()).containsExactly(pong(2));
          assertThat(server.late).as("its turn has not come").isEmpty();
        });

    assertThat(one.news()).as("not on the thread of another one").isEmpty();
    workOff();
    assertThat(one.news()).containsExactly(pong(1));
    ping(one, 3);
    assertThat(one.news()).as("at once again").containsExactly(pong(3));
  }

  @Test
  void events_of_one_socket_stay_in_order_and_sockets_have_their_turns() {
    Client one = visitor(share);
    Client another = visitor(share);
    List<String> answers = new ArrayList<>();
    one.transport.onWrite = () -> answers.addAll(one.news());
    another.transport.onWrite = () -> answers.addAll(another.news());

    meanwhile(
        () -> {
          ping(one, 1);
          ping(one, 2);
          ping(another, 3);
        });
    ping(one, 4);

    workOff();
    assertThat(answers).containsExactly(pong(1), pong(3), pong(2), pong(4));
  }

  @Test
  void heartbeats_do_not_wait() {
    Client one = visitor(share);
    meanwhile(
        () -> {
          ping(one, 1);
          one.send("[null,'2','phoenix','heartbeat',{}]");
          assertThat(one.news()).hasSize(1);
        });
  }

  @Test
  void what_finds_no_room_to_wait_is_refused_and_who_would_leave_is_sent_away() {
    Client one = visitor(share);
    String large = "x".repeat(30_000);
    meanwhile(
        () -> {
          for (int event = 0; event < 4; event++) {
            one.send("[null,'" + event + "','conversation:lobby','ping',{'x':'" + large + "'}]");
          }
          assertThat(one.news()).hasSize(1).first().asString().contains("'rate_limited'");
          one.send("[null,'9','conversation:lobby','phx_leave',{'x':'" + large + "'}]");
          assertThat(one.transport.closedWith).isEqualTo(1001);
          one.socket.ended();
          assertThat(waiting.hold(ROOM)).as("what it sent is dropped").isTrue();
          waiting.free(ROOM);
        });
    workOff();
    Client next = visitor(share);
    ping(next, 1);
    assertThat(next.news()).containsExactly(pong(1));
  }

  @Test
  void an_address_has_its_part_of_the_room() {
    WaitingEvents vast = new WaitingEvents(Long.MAX_VALUE, server.late::add);
    EventTurns turns = new EventTurns(new AddressShare.Work(1, vast));
    for (int event = 0; event < Budget.Sockets.WAITING_EVENTS; event++) {
      assertThat(turns.hold(1)).isTrue();
    }
    assertThat(turns.hold(1)).isFalse();
    turns.free(1);
    assertThat(turns.hold(Budget.Sockets.WAITING_EVENT_BYTES)).isFalse();
    assertThat(turns.hold(1)).isTrue();
  }
}
