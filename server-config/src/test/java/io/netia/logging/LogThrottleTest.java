package io.netia.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.limits.Budget;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LogThrottleTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_cause_has_one_trace_a_minute_whoever_logs_it(boolean isJson) {
    LineFormatter formatter = new LineFormatter(isJson);

    List<String> lines =
        IntStream.range(0, 120)
            .mapToObj(second -> failure("logger" + second % 3, NOON.plusSeconds(second)))
            .map(formatter::format)
            .toList();

    assertThat(lines).filteredOn(line -> line.contains("at io.netia.logging")).hasSize(2);
    assertThat(lines.get(1)).contains("trace written at 2026-01-02T12:00:00.000Z");
    assertThat(lines.get(60)).contains("at io.netia.logging");
  }

  @Test
  void another_cause_has_a_trace_of_its_own() {
    LineFormatter formatter = new LineFormatter(false);
    formatter.format(failure("one", NOON));
    LogRecord other = failure("one", NOON);
    other.setThrown(new IllegalStateException("other"));

    assertThat(formatter.format(other)).contains("at io.netia.logging");
  }

  @Test
  void of_a_failure_that_repeats_a_bounded_number_of_lines_is_written_and_the_rest_is_counted() {
    LineFormatter formatter = new LineFormatter(false);
    String text =
        IntStream.range(0, 10_000)
            .mapToObj(i -> formatter.format(failure("one", NOON.plusMillis(i))))
            .reduce("", String::concat);
    assertThat(text.lines()).hasSize(Budget.Logs.LINES);
    assertThat(text).hasSizeLessThan(50_000);

    String later = formatter.format(event(Level.INFO, "something else", NOON.plusSeconds(70)));
    assertThat(later.lines().toList())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("ERROR one: 9940 more lines since 2026-01-02T12:00:00Z like: failed"),
            line -> assertThat(line).contains("INFO netia: something else"));
  }

  @Test
  void lines_that_differ_only_in_their_numbers_are_alike() {
    LineFormatter formatter = new LineFormatter(false);
    assertThat(
            IntStream.range(0, 1_000)
                .mapToObj(i -> "conversation:9a7f-" + i + " is in doubt after " + i + " ms")
                .map(message -> formatter.format(event(Level.WARNING, message, NOON)))
                .filter(line -> !line.isEmpty()))
        .hasSize(Budget.Logs.LINES);
  }

  @Test
  void what_is_no_warning_is_always_written() {
    LineFormatter formatter = new LineFormatter(false);
    assertThat(
            IntStream.range(0, 1_000)
                .mapToObj(i -> formatter.format(event(Level.INFO, "deleted " + i, NOON))))
        .allMatch(line -> line.contains("deleted"));
  }

  @Test
  void a_clock_that_is_set_back_silences_nobody() {
    LineFormatter formatter = new LineFormatter(false);
    IntStream.range(0, 100).forEach(i -> formatter.format(failure("one", NOON)));

    assertThat(formatter.format(failure("one", NOON.minus(Duration.ofHours(1)))))
        .contains("ERROR one: failed")
        .contains("at io.netia.logging");
  }

  @Test
  void causes_without_end_take_a_bounded_memory_and_are_written() {
    LogThrottle throttle = new LogThrottle();
    for (int i = 0; i < 5 * Budget.Logs.CAUSES; i++) {
      LogRecord event = event(Level.WARNING, "x".repeat(i % 50) + "y".repeat(i / 50), NOON);
      assertThat(throttle.admits(event)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_trace_that_the_server_has_put_into_the_message_is_one_too(boolean isJson) {
    LineFormatter formatter = new LineFormatter(isJson);
    String message =
        "Servlet threw exception\njava.io.IOException: gone"
            + "\n\tat org.example.Servlet.service(Servlet.java:7)".repeat(100);
    String first = formatter.format(event(Level.WARNING, message, NOON));
    String second = formatter.format(event(Level.WARNING, message, NOON.plusSeconds(1)));

    assertThat(first).contains("gone").hasSizeLessThan(2_000);
    assertThat(first.split("at org.example.Servlet.service", -1)).hasSize(26);
    assertThat(second).contains("gone").contains("trace written at 2026-01-02T12:00:00.000Z");
    assertThat(second).doesNotContain("org.example.Servlet").hasSizeLessThan(300);
  }

  private static LogRecord failure(String logger, Instant when) {
    LogRecord event = event(Level.SEVERE, "failed", when);
    event.setLoggerName(logger);
    event.setThrown(
        new IllegalStateException("not served", new SocketTimeoutException("Read timed out")));
    return event;
  }

  private static LogRecord event(Level level, String message, Instant when) {
    LogRecord event = new LogRecord(level, message);
    event.setLoggerName("netia");
    event.setInstant(when);
    return event;
  }
}
