package io.netia.live.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.service.Announcement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NodeHeartbeatTest {

  private static final Logger LOG = Logger.getLogger(NodeHeartbeat.class.getName());

  private final KnownNodes registry = new KnownNodes();
  private final List<String> logged = new ArrayList<>();
  private final AtomicLong seconds = new AtomicLong();
  private final LongSupplier nanos = () -> seconds.get() * 1_000_000_000L;
  private final BatchStoreInMemory batches = new BatchStoreInMemory();
  private final List<String> received = new ArrayList<>();
  private final BatchReceiver receiver =
      new BatchReceiver("me", ClusterBus.Periods.USUAL, nanos, this::receive, List.of());
  private final DatabaseFallback fallback =
      new DatabaseFallback(batches, "me", receiver::fromDatabase);
  private final NodeHeartbeat heartbeats =
      new NodeHeartbeat(
          registry, fallback, receiver, "me", ClusterBus.Periods.USUAL, nanos, Thread::new);
  private final Handler log =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          logged.add(line.getLevel() + (line.getThrown() == null ? "" : " with a stack trace"));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOG.addHandler(log);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    LOG.removeHandler(log);
    LOG.setUseParentHandlers(true);
  }

  @Test
  void a_node_registers_every_two_seconds_and_finds_who_else_is_there() {
    registry.ages.put("a", Duration.ofSeconds(1));

    for (int tick = 0; tick <= 25; tick++) {
      heartbeats.tick();
    }

    assertThat(registry.sent).containsExactly(false, false, false);
    assertThat(receiver.isAnyNodeAlive()).isTrue();
  }

  @Test
  void who_does_not_receive_a_live_node_registers_so_at_once_and_reads_what_that_one_stored() {
    registry.ages.put("a", Duration.ZERO);
    batches.store(new BatchStore.Stored("a", 7, List.of(batch("a", 0, "news").encoded())));
    heartbeats.tick();
    assertThat(received).isEmpty();

    for (int second = 1; second <= 4; second++) {
      seconds.set(second);
      receiver.tick(nanos.getAsLong());
      heartbeats.tick();
    }

    assertThat(registry.sent).containsExactly(false, true);
    assertThat(received).containsExactly("news");
  }

  @Test
  void what_was_sent_lately_is_stored_for_an_isolated_node_once() {
    registry.ages.put("a", Duration.ZERO);
    fallback.sent(batch("me", 0, "one").encoded(), nanos.getAsLong());
    heartbeats.tick();
    assertThat(batches.stored).isEmpty();
    registry.isolated.add("a");

    turnLater();
    fallback.sent(batch("me", 1, "two").encoded(), nanos.getAsLong());
    heartbeats.tick();

    assertThat(batches.stored).extracting(BatchStore.Stored::number).containsExactly(1L, 2L);
  }

  @Test
  void what_was_sent_before_it_was_known_that_nobody_is_isolated_any_more_is_stored_all_the_same() {
    registry.ages.put("a", Duration.ZERO);
    registry.isolated.add("a");
    heartbeats.tick();
    registry.isolated.remove("a");
    fallback.sent(batch("me", 0, "one").encoded(), nanos.getAsLong());

    turnLater();
    turnLater();
    fallback.sent(batch("me", 1, "two").encoded(), nanos.getAsLong());
    turnLater();

    assertThat(batches.stored).extracting(BatchStore.Stored::number).containsExactly(1L);
  }

  @Test
  void the_last_batch_of_a_node_that_stops_is_stored_for_an_isolated_one() {
    registry.ages.put("a", Duration.ZERO);
    registry.isolated.add("a");
    heartbeats.tick();
    fallback.sent(batch("me", 0, "last").encoded(), nanos.getAsLong());

    heartbeats.close();

    assertThat(batches.stored).hasSize(1);
    assertThat(registry.stored).containsExactly("me");
  }

  @Test
  void a_database_that_is_away_changes_nothing_and_is_logged_once() {
    registry.ages.put("a", Duration.ZERO);
    registry.isAway = true;
    turnLater();
    turnLater();
    assertThat(receiver.isAnyNodeAlive()).isFalse();
    assertThat(logged).containsExactly("WARNING");

    registry.isAway = false;
    turnLater();
    assertThat(receiver.isAnyNodeAlive()).isTrue();
    registry.isAway = true;
    turnLater();

    assertThat(logged).containsExactly("WARNING", "WARNING");
  }

  /** Two seconds later. */
  private void turnLater() {
    for (int tick = 0; tick < 10; tick++) {
      heartbeats.tick();
    }
  }

  @Test
  void a_node_that_stops_strikes_itself_off() {
    heartbeats.tick();

    heartbeats.close();

    assertThat(registry.stored).containsExactly("me");
  }

  @Test
  void a_node_that_stops_does_not_wait_for_a_database_that_is_away() {
    registry.isAway = true;
    heartbeats.tick();

    heartbeats.close();

    assertThat(registry.stored).isEmpty();
  }

  private void receive(Announcement announcement) {
    announcement.events().forEach(event -> received.add(event.payload()));
  }

  private static Batch batch(String node, long before, String news) {
    return new Batch(node, before, false, List.of(Announcement.of(BusContract.event(news))));
  }
}
