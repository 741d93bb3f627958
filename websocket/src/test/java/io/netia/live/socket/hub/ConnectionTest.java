package io.netia.live.socket.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.socket.protocol.Outgoing;
import io.netia.live.socket.protocol.WireVersion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConnectionTest {

  private final Deque<Runnable> closings = new ArrayDeque<>();

  @Test
  void messages_arrive_in_order() {
    FakeTransport client = new FakeTransport();
    Connection connection = connection(client, 10, 10_000);

    IntStream.range(0, 5).forEach(i -> connection.send(message(i)));

    assertThat(client.received).containsExactly(text(0), text(1), text(2), text(3), text(4));
  }

  @Test
  void while_a_write_is_under_way_the_rest_waits_and_then_goes_together() {
    FakeTransport client = new FakeTransport(false);
    Connection connection = connection(client, 10, 10_000);

    IntStream.range(0, 4).forEach(i -> connection.send(message(i)));
    assertThat(client.received).containsExactly(text(0));
    client.read();

    assertThat(client.received).containsExactly(text(0), text(1), text(2), text(3));
    assertThat(client.writes).containsExactly(1, 3);
  }

  @Test
  void a_client_that_does_not_read_is_closed_on_another_thread_and_its_queue_dropped() {
    FakeTransport client = new FakeTransport(false);
    Connection connection = connection(client, 3, 10_000);

    IntStream.range(0, 5).forEach(i -> connection.send(message(i)));
    assertThat(client.closedWith).isZero();
    closings.forEach(Runnable::run);

    assertThat(client.closedWith).isEqualTo(1001);
    assertThat(closings).hasSize(1);
    client.read();
    assertThat(client.received).containsExactly(text(0));
  }

  @Test
  @Timeout(5)
  void M10_nobody_waits_for_a_client_that_does_not_read() {
    FakeTransport sleeper = new FakeTransport(false);
    Connection connection = connection(sleeper, 10, 10_000);

    connection.send(message(0));
    connection.send(message(1));

    assertThat(sleeper.received).containsExactly(text(0));
  }

  @Test
  void large_messages_fill_the_queue_by_their_size() {
    FakeTransport client = new FakeTransport(false);
    Connection connection = connection(client, 1000, 100);

    IntStream.range(0, 20).forEach(i -> connection.send(message(i)));

    assertThat(closings).hasSize(1);
  }

  @Test
  void a_broken_write_ends_the_connection() {
    FakeTransport client = new FakeTransport(false);
    Connection connection = connection(client, 10, 10_000);
    connection.send(message(0));
    connection.send(message(1));

    client.breakOff();
    connection.send(message(2));

    assertThat(client.received).containsExactly(text(0));
    assertThat(client.closedWith).isEqualTo(1001);
  }

  @Test
  void after_the_end_nothing_is_written() {
    FakeTransport client = new FakeTransport();
    Connection connection = connection(client, 10, 10_000);
    connection.ended();

    connection.send(message(0));
    connection.close(1001, "again");

    assertThat(client.received).isEmpty();
    assertThat(client.closedWith).isZero();
  }

  @Test
  void a_long_queue_of_instant_writes_needs_no_deep_stack() {
    FakeTransport client = new FakeTransport();
    Connection connection = connection(client, 200_000, Long.MAX_VALUE);

    IntStream.range(0, 100_000).forEach(i -> connection.offer(message(i)));
    connection.flush();

    assertThat(client.received).hasSize(100_000);
  }

  private Connection connection(ClientTransport transport, int messages, long bytes) {
    return connection(
        transport, messages, bytes, new QueueMemory(Long.MAX_VALUE / 2, Runnable::run));
  }

  private Connection connection(
      ClientTransport transport, int messages, long bytes, QueueMemory memory) {
    return new Connection(
        "1", transport, new Connection.Limits(messages, bytes, memory), closings::add);
  }

  private static Outgoing message(int number) {
    return WireVersion.V2.event("t", "e", "{\"n\":" + number + "}");
  }

  private static String text(int number) {
    return message(number).text();
  }
}
