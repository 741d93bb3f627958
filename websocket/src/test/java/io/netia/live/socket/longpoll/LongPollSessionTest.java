package io.netia.live.socket.longpoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.live.service.LiveEvent;
import io.netia.live.socket.connect.Admission;
import io.netia.live.socket.connect.Handshake;
import io.netia.live.socket.connect.Sockets;
import io.netia.live.socket.dispatch.PhoenixSocket;
import io.netia.live.socket.hub.FakeTransport;
import io.netia.live.socket.hub.Hub;
import io.netia.live.socket.hub.QueueMemory;
import io.netia.live.socket.protocol.WireVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A client that polls, and the server's side of it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LongPollSessionTest {

  private static final String LOBBY = "conversation:lobby";
  private static final Pattern TOKEN = Pattern.compile("lp\\.[\\w-]{32}");

  private final AtomicLong nanos = new AtomicLong();
  private final Hub hub = new Hub("node");
  private final Sockets sockets =
      TestSockets.of(
          hub, new QueueMemory(Long.MAX_VALUE / 2, Runnable::run), 3, TestSockets.ANY, nanos::get);
  private final LongPollSessions sessions =
      new LongPollSessions(
          sockets,
          new LongPollSession.Times(Duration.ofSeconds(9), Duration.ofSeconds(15), nanos::get),
          2);
  private final List<String> answers = new ArrayList<>();
  private final LongPollSession client = session();

  @Test
  void what_is_sent_between_two_polls_comes_with_the_next_one_all_at_once() {
    join();
    push(1);
    push(2);

    client.poll(this::answered);

    assertThat(answers).containsExactly(answer(200, reply(), pushed(1), pushed(2)));
  }

  @Test
  void a_waiting_poll_is_answered_at_once_and_what_follows_waits_for_the_next() {
    join();
    client.poll(poll -> {});
    client.poll(this::answered);
    assertThat(answers).isEmpty();

    push(1);
    push(2);
    client.poll(this::answered);

    assertThat(answers).containsExactly(answer(200, pushed(1)), answer(200, pushed(2)));
  }

  @Test
  void a_poll_without_news_is_sent_back_before_ten_seconds() {
    client.poll(this::answered);
    pass(8);
    assertThat(answers).isEmpty();

    pass(1);

    assertThat(answers).containsExactly(answer(204));
  }

  @Test
  void of_two_polls_the_older_is_sent_back() {
    client.poll(this::answered);
    client.poll(poll -> {});

    assertThat(answers).containsExactly(answer(204));
  }

  @Test
  void a_client_that_stays_away_for_15_seconds_is_gone_from_everywhere() {
    join();
    pass(14);
    assertThat(hub.topicCount()).isOne();

    pass(1);

    assertThat(hub.topicCount()).isZero();
    assertThat(sessions.find(client.token())).isEmpty();
    assertThat(sockets.count()).isZero();
    client.poll(this::answered);
    assertThat(answers).containsExactly("{\"status\":410,\"token\":\"lp.gone\",\"messages\":[]}");
  }

  @Test
  void a_client_that_polls_stays() {
    join();
    for (int i = 0; i < 20; i++) {
      client.poll(this::answered);
      pass(9);
      pass(5);
    }

    sockets.closeSilent();

    assertThat(sessions.find(client.token())).isPresent();
  }

  @Test
  void a_client_that_does_not_poll_while_much_is_sent_is_ended_like_any_slow_one() {
    join();
    for (int i = 0; i < 500; i++) {
      push(i);
    }

    assertThat(sessions.find(client.token())).isEmpty();
    assertThat(hub.topicCount()).isZero();
  }

  @Test
  void who_polls_in_time_misses_nothing_however_much_is_sent() {
    join();
    for (int i = 0; i < 1000; i++) {
      push(i);
      if (i % 100 == 0) {
        client.poll(this::answered);
      }
    }
    client.poll(this::answered);

    String all = String.join("", answers);
    for (int i = 0, from = 0; i < 1000; i++) {
      from = all.indexOf("{\\\"n\\\":" + i + "}", from);
      assertThat(from).as("place of " + i).isPositive();
    }
  }

  @Test
  void an_end_from_the_server_sends_the_waiting_poll_back_to_connect_anew() {
    client.poll(this::answered);

    sockets.closeAll();

    assertThat(answers).containsExactly("{\"status\":500}");
    assertThat(sessions.count()).isZero();
  }

  @Test
  void what_is_no_frame_ends_the_session() {
    assertThat(client.handle(Frames.of("application/json", bytes("nonsense")))).isTrue();
    assertThat(sessions.find(client.token())).isEmpty();
    assertThat(client.handle(Frames.of("application/json", bytes("more")))).isFalse();
  }

  @Test
  void a_batch_is_handled_line_by_line_until_its_first_broken_one() {
    String batch =
        "[null,\"1\",\"phoenix\",\"heartbeat\",{}]\n\n[null,\"2\",\"phoenix\",\"heartbeat\",{}]\n";
    assertThat(client.handle(Frames.of("application/x-ndjson", bytes(batch)))).isTrue();
    client.poll(this::answered);
    assertThat(answers.get(0)).contains("[null,\\\"1\\\"", "[null,\\\"2\\\"");

    client.handle(Frames.of("application/x-ndjson", bytes("{}\n" + batch)));
    assertThat(sessions.find(client.token())).isEmpty();
  }

  @Test
  void a_line_in_base64_is_a_binary_frame_and_so_are_bytes_that_begin_with_zero() {
    join();
    client.poll(this::answered);
    answers.clear();
    byte[] frame = new byte[] {0, 1, 1, 1, 1, '1', '2', 't', 'e', 9, 9};
    String line = java.util.Base64.getEncoder().encodeToString(frame);

    assertThat(client.handle(Frames.of("application/x-ndjson", bytes(line)))).isTrue();
    assertThat(client.handle(Frames.of("application/json", frame))).isTrue();

    client.poll(this::answered);
    String unmatched =
        "[\"1\",\"2\",\"t\",\"phx_reply\",{\"status\":\"error\",\"response\":{\"reason\":\"unmatched topic\"}}]";
    assertThat(answers).containsExactly(answer(200, unmatched, unmatched));
  }

  @Test
  void a_frame_above_the_limit_ends_the_session() {
    String large =
        "[null,\"1\",\"phoenix\",\"heartbeat\",{\"a\":\"" + "x".repeat(64 * 1024) + "\"}]";

    client.handle(Frames.of("application/x-ndjson", bytes(large)));

    assertThat(sessions.find(client.token())).isEmpty();
  }

  @Test
  void frames_that_come_while_others_are_handled_wait_in_their_order_and_not_without_end() {
    List<String> handled = new ArrayList<>();
    List<Boolean> taken = new ArrayList<>();
    client.handle(
        List.of(
            socket -> {
              handled.add("first");
              taken.add(client.handle(List.of(s -> handled.add("second"))));
              taken.add(client.handle(Collections.nCopies(99, s -> handled.add("more"))));
              assertThat(handled).containsExactly("first");
            }));
    assertThat(taken).containsExactly(true, true);
    assertThat(handled).hasSize(101).startsWith("first", "second", "more");

    client.handle(
        List.of(
            socket -> {
              taken.add(client.handle(Collections.nCopies(100, s -> handled.add("more"))));
              taken.add(client.handle(List.of(s -> handled.add("too much"))));
            }));
    assertThat(taken).containsExactly(true, true, true, false);
    assertThat(handled).hasSize(101);
    assertThat(sessions.find(client.token())).isEmpty();
  }

  @Test
  void a_fault_of_the_server_ends_the_session_so_that_its_client_begins_anew() {
    List<Consumer<PhoenixSocket>> broken =
        List.of(
            socket -> {
              throw new IllegalStateException("a fault");
            });

    assertThatThrownBy(() -> client.handle(broken)).hasMessage("a fault");

    assertThat(client.handle(List.of(socket -> {}))).isFalse();
    assertThat(sessions.count()).isZero();
    assertThat(sockets.count()).isZero();
  }

  @Test
  void a_socket_whose_connection_goes_while_it_is_opened_is_not_kept() {
    PhoenixSocket gone =
        sockets.open(
            new FakeTransport(),
            new Handshake(WireVersion.V2, Optional.empty(), "192.0.2.1"),
            sockets::ended);

    assertThat(gone.hasEnded()).isTrue();
    assertThat(sockets.count()).as("but the client's").isEqualTo(1);
  }

  @Test
  void an_address_has_no_more_sessions_than_allowed_and_others_have_theirs() {
    assertThat(sessions.admit("192.0.2.1")).isEqualTo(Admission.Answer.ADMITTED);
    session();
    PhoenixSocket socket =
        sockets.open(
            new FakeTransport(),
            new Handshake(WireVersion.V2, Optional.empty(), "192.0.2.1"),
            x -> {});

    assertThat(sessions.admit("192.0.2.1")).isEqualTo(Admission.Answer.ADDRESS_FULL);
    assertThat(sessions.admit("192.0.2.2")).isEqualTo(Admission.Answer.ADMITTED);
    sockets.ended(socket);
    sockets.ended(socket);
    assertThat(sessions.admit("192.0.2.1")).isEqualTo(Admission.Answer.ADMITTED);
  }

  @Test
  void there_are_no_more_sessions_than_allowed() {
    session();

    assertThat(sessions.begin(new Handshake(WireVersion.V2, Optional.empty(), "192.0.2.1")))
        .isEmpty();
  }

  @Test
  void the_last_token_is_the_session() {
    assertThat(PollAddress.of("vsn=2.0.0").session()).isEmpty();
    assertThat(PollAddress.of("token=abc&vsn=2.0.0").session()).isEmpty();
    assertThat(PollAddress.of("token=abc&vsn=2.0.0").parameters().token()).isEqualTo("abc");
    assertThat(PollAddress.of("vsn=2.0.0&token=lp.abc").session()).contains("lp.abc");
    PollAddress both = PollAddress.of("token=abc&vsn=2.0.0&token=other");
    assertThat(both.session()).contains("other");
    assertThat(both.parameters().token()).isEqualTo("abc");
  }

  private LongPollSession session() {
    String token =
        sessions.begin(new Handshake(WireVersion.V2, Optional.empty(), "192.0.2.1")).orElseThrow();
    assertThat(token).matches(TOKEN);
    return sessions.find(token).orElseThrow();
  }

  private void join() {
    client.handle(
        Frames.of("application/json", bytes("[\"1\",\"1\",\"" + LOBBY + "\",\"phx_join\",{}]")));
  }

  private void push(int number) {
    hub.publish(LiveEvent.of(LOBBY, "e", "{\"n\":" + number + "}"));
  }

  private void pass(int seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    sessions.sweep();
  }

  private void answered(Answer answer) {
    answers.add(answer.json());
  }

  private String answer(int status, String... messages) {
    List<String> quoted = new ArrayList<>();
    for (String message : messages) {
      quoted.add('"' + message.replace("\"", "\\\"") + '"');
    }
    return "{\"status\":"
        + status
        + ",\"token\":\""
        + client.token()
        + "\",\"messages\":["
        + String.join(",", quoted)
        + "]}";
  }

  private static String reply() {
    return "[\"1\",\"1\",\"" + LOBBY + "\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]";
  }

  private static String pushed(int number) {
    return "[null,null,\"" + LOBBY + "\",\"e\",{\"n\":" + number + "}]";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
