package io.netia.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LineFormatterTest {

  private final LineFormatter formatter = new LineFormatter();

  @Test
  void an_event_is_one_line_with_time_level_logger_and_message() {
    LogRecord event = event(Level.INFO, "conversation:{0} closed\nby its agent");
    event.setParameters(new Object[] {"42"});

    assertThat(formatter.format(event))
        .isEqualTo(
            "2026-01-02T03:04:05.678Z INFO io.netia.conversations: conversation:42 closed | by its agent\n");
  }

  @Test
  void a_severe_event_says_ERROR_and_its_root_cause_on_the_same_line() {
    LogRecord event = event(Level.SEVERE, "not sent");
    event.setThrown(new IllegalStateException("outer", new IllegalArgumentException("the\ntruth")));

    assertThat(formatter.format(event))
        .startsWith(
            "2026-01-02T03:04:05.678Z ERROR io.netia.conversations: not sent | root cause: ")
        .contains("IllegalArgumentException: the | truth | thrown as: ")
        .contains(" | at ")
        .containsOnlyOnce("\n");
  }

  private static LogRecord event(Level level, String message) {
    LogRecord event = new LogRecord(level, message);
    event.setLoggerName("io.netia.conversations");
    event.setInstant(Instant.parse("2026-01-02T03:04:05.678Z"));
    return event;
  }
}
