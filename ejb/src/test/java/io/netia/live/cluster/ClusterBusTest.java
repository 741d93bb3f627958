package io.netia.live.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.cluster.BusContract.Ear;
import io.netia.live.service.Announcement;
import io.netia.live.service.MembershipListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** One node whose network, clock and registry are in the test's hand. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClusterBusTest {

  private static final Announcement NEWS = Announcement.of(BusContract.event("news"));

  /** A long heartbeat, or the clock's jumps would count as a sleep of the node. */
  private static final ClusterBus.Periods PERIODS =
      new ClusterBus.Periods(
          Duration.ofSeconds(10),
          Duration.ofMillis(20),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1));

  private final AtomicLong seconds = new AtomicLong(1000);
  private final Wire wire = new Wire();
  private final KnownNodes registry = new KnownNodes();
  private final ClusterBus bus =
      new ClusterBus(
          wire,
          registry,
          new BatchStoreInMemory(),
          PERIODS,
          () -> seconds.get() * 1_000_000_000L,
          Thread::new);
  private final Ear ear = Ear.on(bus);

  private final class Wire implements Transport {

    private final BlockingQueue<Batch> sent = new LinkedBlockingQueue<>();
    private final List<String> order = new ArrayList<>();
    private final Semaphore open = new Semaphore(Integer.MAX_VALUE / 2);
    private Consumer<byte[]> receiver = bytes -> {};

    @Override
    public void open(Consumer<byte[]> opened) {
      receiver = opened;
    }

    @Override
    public boolean send(byte[] bytes) {
      try {
        boolean isSent = sent.add(Batch.read(bytes));
        open.acquireUninterruptibly();
        return isSent;
      } catch (IOException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    Batch next() throws InterruptedException {
      Batch next = sent.poll(20, TimeUnit.SECONDS);
      assertThat(next).as("a batch within 20 s").isNotNull();
      return next;
    }

    @Override
    public void close() {
      order.add("struck off before the good-bye: " + registry.stored);
    }
  }

  @AfterEach
  void stop() {
    wire.open.release(100);
    bus.close();
  }

  @Test
  void what_a_silent_node_stored_before_it_died_is_missed() throws InterruptedException {
    bus.start();
    receive("there", 0);
    assertThat(ear.nextNode()).isEqualTo("appeared there");
    registry.ages.put("there", Duration.ZERO);
    seconds.addAndGet(11);
    assertThat(ear.nextNode()).isEqualTo("gone there");
    assertThat(ear.nextNode()).isEqualTo("missed");

    seconds.addAndGet(15);
    registry.ages.put("there", Duration.ofSeconds(11));

    assertThat(ear.nextNode()).isEqualTo("missed");
    receive("another", 0);
    assertThat(ear.nextNode()).isEqualTo("appeared another");
  }

  @Test
  void the_failure_of_a_node_that_was_received_until_then_is_reported_once()
      throws InterruptedException {
    bus.start();
    receive("there", 0);
    assertThat(ear.nextNode()).isEqualTo("appeared there");
    seconds.addAndGet(11);
    assertThat(ear.nextNode()).isEqualTo("gone there");
    assertThat(ear.nextNode()).isEqualTo("missed");
    registry.ages.put("there", Duration.ofMillis(10_500));

    expectNothingOfTheRegistry();
  }

  @Test
  void who_had_died_before_this_node_began_is_no_loss() throws InterruptedException {
    bus.start();
    registry.ages.put("there", Duration.ofSeconds(11));

    expectNothingOfTheRegistry();
  }

  /** Has the bus look at what is registered now, before it does something that is received. */
  private void expectNothingOfTheRegistry() throws InterruptedException {
    registry.asked.drainPermits();
    // The first may have been answered before.
    assertThat(registry.asked.tryAcquire(3, 20, TimeUnit.SECONDS)).isTrue();
    receive("another", 0);
    for (int turns = 0; turns < 2; turns++) {
      bus.publish(NEWS);
      while (wire.next().announcements().isEmpty()) {}
    }
    receive("another", 7);

    assertThat(ear.nextNode()).isEqualTo("appeared another");
    assertThat(ear.nextNode()).isEqualTo("missed");
    assertThat(ear.nodes).isEmpty();
  }

  @Test
  void lost_heartbeats_are_no_loss_and_lost_announcements_are() throws InterruptedException {
    bus.start();
    receive("there", 0, NEWS);
    receive("there", 1);
    receive("there", 3);
    receive("another", 0);

    assertThat(ear.nextNode()).isEqualTo("appeared there");
    assertThat(ear.nextNode()).isEqualTo("missed");
    assertThat(ear.nextNode()).isEqualTo("appeared another");
  }

  @Test
  void what_nobody_was_there_to_receive_is_counted_and_heartbeats_go_on()
      throws InterruptedException {
    bus.start();
    assertThat(wire.next().before()).isZero();
    bus.publish(NEWS);
    bus.publish(NEWS);
    seconds.addAndGet(11);
    // This one may have been under way before they were published.
    wire.next();

    seconds.addAndGet(11);

    assertThat(wire.next()).isEqualTo(new Batch(bus.node(), 2, false, List.of()));
  }

  @Test
  void heartbeats_go_on_while_much_is_left_out_that_nobody_is_there_to_receive()
      throws InterruptedException {
    standStill();
    publish(1000);
    seconds.addAndGet(11);

    wire.open.release();

    assertThat(wire.next().before()).isPositive().isLessThan(1000);
  }

  @Test
  void what_does_not_fit_into_the_queue_is_counted() throws InterruptedException {
    standStill();
    receive("there", 0);
    publish(10_005);

    wire.open.release();

    assertThat(wire.next().before()).isEqualTo(5);
  }

  @Test
  void what_is_published_as_soon_as_a_node_joins_is_sent() {
    bus.watch(new Greeter());
    bus.start();

    receive("there", 0);

    assertThat(wire.order).containsExactly("news");
  }

  /** Publishes something when a node joins, and holds the transport until that is sent. */
  private final class Greeter implements MembershipListener {

    @Override
    public void memberJoined(String node) {
      bus.publish(NEWS);
      try {
        while (wire.next().announcements().isEmpty()) {}
        wire.order.add("news");
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }

    @Override
    public void gapDetected() {}

    @Override
    public void memberLeft(String node) {}
  }

  /** The network takes the first heartbeat, and holds the sender. */
  private void standStill() throws InterruptedException {
    wire.open.drainPermits();
    bus.start();
    wire.next();
  }

  private void publish(int count) {
    for (int i = 0; i < count; i++) {
      bus.publish(NEWS);
    }
  }

  @Test
  void a_node_that_stops_announces_that_and_then_deregisters() throws InterruptedException {
    bus.start();
    bus.close();

    while (!wire.next().isLast()) {}
    assertThat(wire.order).containsExactly("struck off before the good-bye: []");
    assertThat(registry.stored).containsExactly(bus.node());
  }

  private void receive(String node, long before, Announcement... announcements) {
    wire.receiver.accept(new Batch(node, before, false, List.of(announcements)).encoded());
  }
}
