package io.netia.identity.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FailedAttemptsTest {

  private final FailedAttempts attempts = new FailedAttempts(5, Duration.ofMinutes(15));
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private boolean mayTry() {
    return attempts.begin("ada", now).isEmpty();
  }

  @Test
  void after_five_each_failure_doubles_the_wait_up_to_a_quarter_of_an_hour() {
    List<Long> waits = new ArrayList<>();
    for (int failure = 1; failure <= 17; failure++) {
      assertThat(mayTry()).isTrue();
      Duration wait = attempts.begin("ada", now).orElse(Duration.ZERO);
      if (wait.isZero()) {
        attempts.takeBack("ada");
      }
      waits.add(wait.toSeconds());
      now = now.plus(wait);
    }
    assertThat(waits)
        .containsExactly(
            0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L, 900L);
  }

  @Test
  void many_at_once_are_no_way_around_it() {
    int allowed = 0;
    for (int i = 0; i < 100; i++) {
      allowed += mayTry() ? 1 : 0;
    }
    assertThat(allowed).isEqualTo(5);
  }

  @Test
  void whoever_never_stops_gets_few_tries_a_day() {
    int allowed = 0;
    for (int second = 0; second < 86_400; second++) {
      allowed += mayTry() ? 1 : 0;
      now = now.plusSeconds(1);
    }
    assertThat(allowed).isLessThan(5 + 10 + 96);
  }

  @Test
  void an_attempt_that_was_none_does_not_count() {
    for (int i = 0; i < 100; i++) {
      assertThat(mayTry()).isTrue();
      attempts.takeBack("ada");
    }
  }

  @Test
  void a_day_without_failures_is_a_fresh_start_and_other_keys_have_their_own() {
    for (int i = 0; i < 5; i++) {
      assertThat(mayTry()).isTrue();
    }
    assertThat(mayTry()).isFalse();
    assertThat(attempts.begin("grace", now)).isEmpty();
    now = now.plus(Duration.ofHours(25));
    for (int i = 0; i < 5; i++) {
      assertThat(mayTry()).isTrue();
    }
  }
}
