package io.netia.live.socket.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.socket.protocol.Outgoing;
import io.netia.live.socket.protocol.WireVersion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class QueueMemoryTest {

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final QueueMemory memory = new QueueMemory(100_000, tasks::add);
  private final List<FakeTransport> clients = new ArrayList<>();

  private Connection stalled() {
    FakeTransport client = new FakeTransport(false);
    clients.add(client);
    return connection(client);
  }

  private Connection connection(ClientTransport transport) {
    return new Connection(
        "c", transport, new Connection.Limits(1_000, 1_000_000, memory), Runnable::run);
  }

  private static Outgoing message(int size) {
    return WireVersion.V2.event("t", "e", "{\"a\":\"" + "x".repeat(size) + "\"}");
  }

  @Test
  void a_message_that_waits_for_many_counts_once_until_the_last_has_it() {
    Outgoing shared = message(10_000);
    List<Connection> all = IntStream.range(0, 50).mapToObj(i -> stalled()).toList();
    all.forEach(connection -> connection.send(shared));
    assertThat(memory.used()).isEqualTo(shared.size());

    clients.subList(0, 49).forEach(FakeTransport::read);
    assertThat(memory.used()).isEqualTo(shared.size());
    clients.get(49).read();
    assertThat(memory.used()).isZero();
  }

  @Test
  void what_is_on_its_way_counts_until_the_network_has_it_and_an_end_frees_it() {
    Connection reading = stalled();
    Connection ending = stalled();
    IntStream.range(0, 5).forEach(i -> reading.send(message(1_000)));
    IntStream.range(0, 5).forEach(i -> ending.send(message(1_000)));
    assertThat(memory.used()).isGreaterThan(10_000);
    assertThat(reading.waitingBytes()).isGreaterThan(5_000);

    clients.get(0).read();
    clients.get(0).read();
    ending.close(1001, "");
    clients.get(1).read();
    assertThat(memory.used()).isZero();
    assertThat(reading.waitingBytes()).isZero();
  }

  @Test
  void when_there_is_too_much_somebody_makes_room_once_and_at_last_nothing_more_is_let_in() {
    List<String> relieved = new ArrayList<>();
    memory.relievedBy(() -> relieved.add("once"));
    List<Connection> all = IntStream.range(0, 20).mapToObj(i -> stalled()).toList();
    all.subList(0, 12).forEach(connection -> connection.send(message(10_000)));
    assertThat(tasks).hasSize(1);
    assertThat(clients).allMatch(client -> client.closedWith == 0);

    all.subList(12, 20).forEach(connection -> connection.send(message(10_000)));
    assertThat(memory.used()).isLessThanOrEqualTo(125_000);
    assertThat(clients.subList(12, 20)).allMatch(client -> client.closedWith == 1001);
    tasks.remove().run();
    assertThat(relieved).containsExactly("once");
    assertThat(memory.isRelieved()).isFalse();
  }

  @Test
  void who_reads_is_served_while_others_do_not() {
    IntStream.range(0, 9).forEach(i -> stalled().send(message(10_000)));
    FakeTransport reader = new FakeTransport();
    Connection connection = connection(reader);
    IntStream.range(0, 100).forEach(i -> connection.send(message(5_000)));
    assertThat(reader.received).hasSize(100);
    assertThat(reader.closedWith).isZero();
  }
}
