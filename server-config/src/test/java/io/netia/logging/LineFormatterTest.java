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

  private final LineFormatter formatter = new LineFormatter(false);
  private final LineFormatter json = new LineFormatter(true);

  @Test
  void an_event_is_one_line_with_time_level_logger_and_message() {
    LogRecord event = event(Level.INFO, "conversation:{0} closed\nby its agent");
    event.setParameters(new Object[] {"42"});

    assertThat(formatter.format(event))
        .isEqualTo(
            "2026-01-02T03:04:05.678Z INFO io.netia.conversations: conversation:42 closed | by its agent\n");
  }

  @Test
  void a_severe_event_has_ERROR_and_its_root_cause_on_the_same_line() {
    LogRecord event = event(Level.SEVERE, "not sent");
    event.setThrown(new IllegalStateException("outer", new IllegalArgumentException("the\ntruth")));

    assertThat(formatter.format(event))
        .startsWith(
            "2026-01-02T03:04:05.678Z ERROR io.netia.conversations: not sent | root cause: ")
        .contains("IllegalArgumentException: the | truth | thrown as: ")
        .contains(" | at ")
        .containsOnlyOnce("\n");
  }

  @Test
  void control_characters_of_a_caller_neither_begin_a_line_nor_move_the_cursor() {
    LogRecord event = event(Level.WARNING, "said \u001b[2J\u202eabc\r\nERROR forged\u0000");

    assertThat(formatter.format(event))
        .endsWith("said ?[2J?abc | ERROR forged?\n")
        .containsOnlyOnce("\n");
  }

  @Test
  void a_message_of_any_length_is_a_line_of_bounded_length() {
    assertThat(formatter.format(event(Level.WARNING, "x".repeat(1_000_000))))
        .hasSizeLessThan(9_000);
  }

  @Test
  void what_is_being_served_stands_at_the_end_of_a_line_while_it_is_served() {
    LogContext.setNode("n1");
    LogContext.CURRENT.set(new Object[] {"request-1", "account-1", null});
    try {
      assertThat(formatter.format(event(Level.INFO, "done")))
          .endsWith("done | request_id=request-1 account_id=account-1 node=n1\n");
    } finally {
      LogContext.CURRENT.remove();
      LogContext.setNode(null);
    }
    assertThat(formatter.format(event(Level.INFO, "done"))).endsWith("done\n");
  }

  @Test
  void what_was_being_served_is_known_to_a_thread_that_writes_later() {
    LogRecord event = event(Level.INFO, "done");
    LogContext.CURRENT.set(new Object[] {"request-1", null, null});
    try {
      new ContextHandler().publish(event);
    } finally {
      LogContext.CURRENT.remove();
    }

    assertThat(formatter.format(event)).contains("done | request_id=request-1 node=");
  }

  @Test
  void as_JSON_an_event_is_an_object_on_one_line() {
    LogContext.setNode("n1");
    LogContext.CURRENT.set(new Object[] {"request-1", null, "socket-1"});
    try {
      assertThat(json.format(event(Level.SEVERE, "conversation:42 \"closed\"\nby \\ its agent")))
          .isEqualTo(
              "{\"time\":\"2026-01-02T03:04:05.678Z\",\"level\":\"ERROR\","
                  + "\"logger\":\"io.netia.conversations\","
                  + "\"message\":\"conversation:42 \\\"closed\\\"\\nby \\\\ its agent\","
                  + "\"node\":\"n1\",\"request_id\":\"request-1\",\"socket_id\":\"socket-1\"}\n");
    } finally {
      LogContext.CURRENT.remove();
      LogContext.setNode(null);
    }
  }

  @Test
  void as_JSON_an_error_has_its_root_cause_and_its_stack() {
    LogRecord event = event(Level.SEVERE, "not sent");
    event.setThrown(new IllegalStateException("outer", new IllegalArgumentException("the\ntruth")));

    assertThat(json.format(event))
        .contains("\"error\":\"java.lang.IllegalArgumentException: the\\ntruth\"")
        .contains("\"thrown_as\":\"java.lang.IllegalStateException: outer\"")
        .contains("\"stack\":\"at io.netia.logging.LineFormatterTest")
        .containsOnlyOnce("\n");
  }

  @Test
  void as_JSON_every_character_that_a_reader_could_trip_over_is_escaped() {
    LogRecord event =
        event(Level.INFO, "\u0000\u001b\u007f\u0085\u2028\ud83d half \ude00 \ud83d\ude00");

    assertThat(json.format(event))
        .contains("\\u0000\\u001b\\u007f\\u0085\\u2028\\ud83d half \\ude00 \ud83d\ude00\"");
  }

  private static LogRecord event(Level level, String message) {
    LogRecord event = new LogRecord(level, message);
    event.setLoggerName("io.netia.conversations");
    event.setInstant(Instant.parse("2026-01-02T03:04:05.678Z"));
    return event;
  }
}
