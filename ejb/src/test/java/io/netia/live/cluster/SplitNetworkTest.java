package io.netia.live.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.cluster.BusContract.Ear;
import io.netia.live.service.Announcement;
import io.netia.live.service.ChangeRange;
import io.netia.live.service.LiveEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes with one database, whose network is in the test's hand. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SplitNetworkTest {

  private static final UUID CONVERSATION = UUID.randomUUID();

  private final List<Wire> wires = new CopyOnWriteArrayList<>();
  private final Registry registry = new Registry();
  private final BatchStoreInMemory batches = new BatchStoreInMemory();
  private final ClusterBus here = bus(new Wire());
  private final ClusterBus there = bus(new Wire());
  private final Ear near = Ear.on(here);
  private final Ear far = Ear.on(there);
  private int sent;

  /** One node's end of a network that brings what it is given, in order, on a thread of its own. */
  private final class Wire implements Transport {

    private final ExecutorService incoming = Executors.newSingleThreadExecutor();
    private volatile boolean isIsolated;
    private Consumer<byte[]> receiver = bytes -> {};

    @Override
    public void open(Consumer<byte[]> opened) {
      receiver = opened;
      wires.add(this);
    }

    @Override
    public boolean send(byte[] bytes) {
      wires.stream().filter(wire -> !wire.isIsolated).forEach(wire -> wire.receive(bytes));
      return true;
    }

    private void receive(byte[] bytes) {
      incoming.execute(() -> receiver.accept(bytes));
    }

    @Override
    public void close() {
      wires.remove(this);
      incoming.shutdown();
    }
  }

  /** What the table does. */
  private static final class Registry implements NodeRegistry {

    private final Map<String, Long> lastReceivedAt = new ConcurrentHashMap<>();
    private final Set<String> isolated = ConcurrentHashMap.newKeySet();

    @Override
    public Map<String, Heartbeat> register(String node, boolean isIsolated) {
      lastReceivedAt.put(node, System.nanoTime());
      boolean unused = isIsolated ? isolated.add(node) : isolated.remove(node);
      Map<String, Heartbeat> others = new ConcurrentHashMap<>();
      lastReceivedAt.forEach(
          (other, at) -> {
            if (!other.equals(node)) {
              others.put(
                  other,
                  new Heartbeat(
                      Duration.ofNanos(System.nanoTime() - at), isolated.contains(other)));
            }
          });
      return others;
    }

    @Override
    public void deregister(String node) {
      lastReceivedAt.remove(node);
    }
  }

  private ClusterBus bus(Transport transport) {
    return new ClusterBus(transport, registry, batches, Pair.QUICK, System::nanoTime, Thread::new);
  }

  @BeforeEach
  void meet() throws InterruptedException {
    here.start();
    there.start();
    assertThat(near.nextNode()).isEqualTo("appeared " + there.node());
    assertThat(far.nextNode()).isEqualTo("appeared " + here.node());
  }

  @AfterEach
  void part() {
    here.close();
    there.close();
  }

  @Test
  void
      nodes_that_the_transport_does_not_join_receive_each_other_through_the_database_and_lose_nothing()
          throws InterruptedException {
    wires.forEach(wire -> wire.isIsolated = true);

    here.publish(BusContract.event("over the gap"));
    assertThat(far.next()).isEqualTo("over the gap");
    there.publish(BusContract.event("and back"));

    assertThat(near.next()).isEqualTo("over the gap");
    assertThat(near.next()).isEqualTo("and back");
    assertThat(far.next()).isEqualTo("and back");
    assertThat(near.nodes).as("nobody is gone, and nothing is missed").isEmpty();
    assertThat(far.nodes).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everything_is_received_once_and_in_order_while_the_network_goes_and_comes_back(
      boolean isOneWay) throws InterruptedException {
    List<Wire> cut = isOneWay ? List.of(wires.get(0)) : List.copyOf(wires);
    here.publish(change(ChangeRange.first(CONVERSATION, 0)));
    hearNext(0);
    for (int phase = 0; phase < 6; phase++) {
      boolean isCut = phase % 2 == 0;
      cut.forEach(wire -> wire.isIsolated = isCut);
      while (registry.isolated.size() != (isCut ? cut.size() : 0)) {
        publishInTurn();
      }
      // The others know it a moment later, and what is on the way then is on both.
      for (int round = 0; round < 50; round++) {
        publishInTurn();
      }
    }

    for (Ear ear : List.of(near, far)) {
      assertThat(ear.events).as("nothing is received twice").isEmpty();
      assertThat(ear.nodes).as("nobody is gone, and nothing is missed").isEmpty();
    }
  }

  /** Both publish in turn, and both receive it all in order. */
  private void publishInTurn() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      ClusterBus writer = i % 2 == 0 ? here : there;
      writer.publish(change(new ChangeRange(CONVERSATION, sent, ++sent, true)));
    }
    for (int number = sent - 19; number <= sent; number++) {
      hearNext(number);
    }
  }

  private void hearNext(int number) throws InterruptedException {
    assertThat(near.next()).isEqualTo(String.valueOf(number));
    assertThat(far.next()).isEqualTo(String.valueOf(number));
  }

  @Test
  void the_database_is_left_in_peace_while_the_network_carries() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      here.publish(BusContract.event(String.valueOf(i)));
    }
    for (int i = 0; i < 100; i++) {
      assertThat(far.next()).isEqualTo(String.valueOf(i));
    }

    assertThat(batches.stored).isEmpty();
  }

  @Test
  void a_node_that_stops_meanwhile_announces_it_through_the_database() throws InterruptedException {
    wires.forEach(wire -> wire.isIsolated = true);
    here.publish(BusContract.event("over the gap"));
    assertThat(far.next()).isEqualTo("over the gap");

    here.publish(BusContract.event("last words"));
    here.close();

    assertThat(far.next()).isEqualTo("last words");
    assertThat(far.nextNode()).isEqualTo("gone " + here.node());
    assertThat(far.nodes).isEmpty();
  }

  @Test
  void what_a_node_has_stored_that_failed_before_these_began_is_not_received()
      throws InterruptedException {
    Announcement oldNews = new Announcement(null, List.of(BusContract.event("old news")));
    Batch lastWords = new Batch("the dead one", 7, false, List.of(oldNews));
    batches.store(new BatchStore.Stored("the dead one", 1, List.of(lastWords.encoded())));
    wires.forEach(wire -> wire.isIsolated = true);

    here.publish(BusContract.event("over the gap"));
    there.publish(BusContract.event("and back"));

    assertThat(far.next()).isIn("over the gap", "and back");
    assertThat(far.next()).isIn("over the gap", "and back");
    assertThat(near.next()).isEqualTo("over the gap");
    assertThat(near.next()).isEqualTo("and back");
    assertThat(near.nodes).as("nobody appears, and nothing is missed").isEmpty();
    assertThat(far.nodes).isEmpty();
  }

  private static Announcement change(ChangeRange change) {
    return new Announcement(
        change, List.of(LiveEvent.of("topic", "event", String.valueOf(change.after()))));
  }
}
