package io.netia.live.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private final SignsOfLife signs =
      new SignsOfLife(registry, "me", ClusterBus.Periods.USUAL, () -> 7, Thread::new);
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
  void each_answer_is_handed_over_once() {
    registry.ages.put("a", Duration.ofSeconds(1));

    signs.register();

    assertThat(signs.next())
        .isEqualTo(new SignsOfLife.Found(Map.of("a", Duration.ofSeconds(1)), 7));
    assertThat(signs.next()).isNull();
  }

  @Test
  void a_database_that_is_away_says_nothing_and_is_complained_of_once() {
    registry.isAway = true;
    signs.register();
    signs.register();
    assertThat(signs.next()).isNull();
    assertThat(logged).containsExactly("WARNING");

    registry.isAway = false;
    signs.register();
    assertThat(signs.next()).isNotNull();
    registry.isAway = true;
    signs.register();

    assertThat(logged).containsExactly("WARNING", "WARNING");
  }

  @Test
  void a_node_that_stops_strikes_itself_off() {
    signs.register();

    signs.close();

    assertThat(registry.left).containsExactly("me");
  }

  @Test
  void a_node_that_stops_does_not_wait_for_a_database_that_is_away() {
    registry.isAway = true;
    signs.register();

    signs.close();

    assertThat(registry.left).isEmpty();
  }
}
