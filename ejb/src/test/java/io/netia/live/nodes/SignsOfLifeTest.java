package io.netia.live.nodes;

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
class SignsOfLifeTest {

  private static final Logger LOG = Logger.getLogger(SignsOfLife.class.getName());

  private final KnownNodes registry = new KnownNodes();
  private final List<String> logged = new ArrayList<>();
  private final AtomicLong seconds = new AtomicLong();
  private final LongSupplier nanos = () -> seconds.get() * 1_000_000_000L;
  private final KnownRelay relay = new KnownRelay();
  private final List<String> heard = new ArrayList<>();
  private final Arrivals arrivals =
      new Arrivals("me", ClusterBus.Periods.USUAL, nanos, this::hear, List.of());
  private final Detour detour = new Detour(relay, "me", arrivals::byDetour);
  private final SignsOfLife signs =
      new SignsOfLife(
          registry, detour, arrivals, "me", ClusterBus.Periods.USUAL, nanos, Thread::new);
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

    for (int turn = 0; turn <= 25; turn++) {
      signs.turn();
    }

    assertThat(registry.said).containsExactly(false, false, false);
    assertThat(arrivals.isAnybodyAlive()).isTrue();
  }

  @Test
  void who_does_not_hear_a_living_node_says_so_at_once_and_reads_what_that_one_left() {
    registry.ages.put("a", Duration.ZERO);
    relay.leave(new Relay.Left("a", 7, List.of(batch("a", 0, "news").encoded())));
    signs.turn();
    assertThat(heard).isEmpty();

    for (int second = 1; second <= 4; second++) {
      seconds.set(second);
      arrivals.tick(nanos.getAsLong());
      signs.turn();
    }

    assertThat(registry.said).containsExactly(false, true);
    assertThat(heard).containsExactly("news");
  }

  @Test
  void what_was_said_lately_is_left_for_a_deaf_node_once() {
    registry.ages.put("a", Duration.ZERO);
    detour.said(batch("me", 0, "one").encoded(), nanos.getAsLong());
    signs.turn();
    assertThat(relay.left).isEmpty();
    registry.deaf.add("a");

    turnLater();
    detour.said(batch("me", 1, "two").encoded(), nanos.getAsLong());
    signs.turn();

    assertThat(relay.left).extracting(Relay.Left::number).containsExactly(1L, 2L);
  }

  @Test
  void what_was_said_before_it_was_known_that_nobody_is_deaf_any_more_is_left_all_the_same() {
    registry.ages.put("a", Duration.ZERO);
    registry.deaf.add("a");
    signs.turn();
    registry.deaf.remove("a");
    detour.said(batch("me", 0, "one").encoded(), nanos.getAsLong());

    turnLater();
    turnLater();
    detour.said(batch("me", 1, "two").encoded(), nanos.getAsLong());
    turnLater();

    assertThat(relay.left).extracting(Relay.Left::number).containsExactly(1L);
  }

  @Test
  void the_good_bye_of_a_node_that_stops_is_left_for_a_deaf_one() {
    registry.ages.put("a", Duration.ZERO);
    registry.deaf.add("a");
    signs.turn();
    detour.said(batch("me", 0, "last").encoded(), nanos.getAsLong());

    signs.close();

    assertThat(relay.left).hasSize(1);
    assertThat(registry.left).containsExactly("me");
  }

  @Test
  void a_database_that_is_away_says_nothing_and_is_complained_of_once() {
    registry.ages.put("a", Duration.ZERO);
    registry.isAway = true;
    turnLater();
    turnLater();
    assertThat(arrivals.isAnybodyAlive()).isFalse();
    assertThat(logged).containsExactly("WARNING");

    registry.isAway = false;
    turnLater();
    assertThat(arrivals.isAnybodyAlive()).isTrue();
    registry.isAway = true;
    turnLater();

    assertThat(logged).containsExactly("WARNING", "WARNING");
  }

  /** Two seconds later. */
  private void turnLater() {
    for (int turn = 0; turn < 10; turn++) {
      signs.turn();
    }
  }

  @Test
  void a_node_that_stops_strikes_itself_off() {
    signs.turn();

    signs.close();

    assertThat(registry.left).containsExactly("me");
  }

  @Test
  void a_node_that_stops_does_not_wait_for_a_database_that_is_away() {
    registry.isAway = true;
    signs.turn();

    signs.close();

    assertThat(registry.left).isEmpty();
  }

  private void hear(Announcement announcement) {
    announcement.events().forEach(event -> heard.add(event.payload()));
  }

  private static Batch batch(String node, long before, String news) {
    return new Batch(node, before, false, List.of(Announcement.of(BusContract.event(news))));
  }
}
