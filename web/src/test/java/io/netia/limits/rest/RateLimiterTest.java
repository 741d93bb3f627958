package io.netia.limits.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netia.errors.DomainException.Kind;
import io.netia.errors.rest.DetailedFailure;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RateLimiterTest {

  private static final String ADDRESS = "203.0.113.9";

  private final StoppedClock clock = new StoppedClock();
  private final RateLimiter limits = new RateLimiter(clock);

  @Test
  void who_exceeds_a_limit_is_answered_when_to_come_back_and_nobody_else_is_affected() {
    spendAll();
    DetailedFailure refused =
        catchThrowableOfType(DetailedFailure.class, () -> limits.acquire(Limit.IDENTIFY, ADDRESS));
    assertThat(refused.kind()).isEqualTo(Kind.TOO_MANY);
    assertThat((Long) refused.more().get("retry_after")).isEqualTo(1L);
    assertThatCode(() -> limits.acquire(Limit.IDENTIFY, "203.0.113.10")).doesNotThrowAnyException();
    assertThatCode(() -> limits.acquire(Limit.LOGIN_ADDRESS, ADDRESS)).doesNotThrowAnyException();
  }

  @Test
  void what_was_spent_comes_back_evenly_within_a_minute() {
    spendAll();
    clock.pass(Duration.ofSeconds(6));
    for (int i = 0; i < Limit.IDENTIFY.perMinute() / 10; i++) {
      limits.acquire(Limit.IDENTIFY, ADDRESS);
    }
    assertThatThrownBy(() -> limits.acquire(Limit.IDENTIFY, ADDRESS))
        .isInstanceOf(DetailedFailure.class);
    clock.pass(Duration.ofMinutes(1));
    spendAll();
    assertThatThrownBy(() -> limits.acquire(Limit.IDENTIFY, ADDRESS))
        .isInstanceOf(DetailedFailure.class);
  }

  private void spendAll() {
    for (int i = 0; i < Limit.IDENTIFY.perMinute(); i++) {
      limits.acquire(Limit.IDENTIFY, ADDRESS);
    }
  }

  @Test
  void what_counts_as_several_takes_what_is_left_when_that_is_less() {
    int burst = Limit.ANONYMOUS.burst(Limit.ANONYMOUS.perMinute());
    assertThat(limits.tryAcquire(Limit.ANONYMOUS, ADDRESS, burst - 1)).isZero();
    assertThat(limits.tryAcquire(Limit.ANONYMOUS, ADDRESS, 10)).isPositive();
    assertThat(limits.tryAcquire(Limit.ANONYMOUS, ADDRESS)).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"413,10", "408,10", "429,10", "503,0", "0,0"})
  void a_body_refused_for_its_size_or_pace_counts_as_several(int status, int requests) {
    int burst = Limit.ANONYMOUS.burst(Limit.ANONYMOUS.perMinute());
    limits.takeForBody(ADDRESS, status);
    assertThat(limits.tryAcquire(Limit.ANONYMOUS, ADDRESS, burst - requests)).isZero();
    assertThat(limits.tryAcquire(Limit.ANONYMOUS, ADDRESS)).isPositive();
  }

  @Test
  void what_is_counted_when_it_is_done_may_take_more_than_is_left_and_nothing_passes_meanwhile() {
    int perMinute = Limit.LARGE_ANSWERS.perMinute();
    int burst = Limit.LARGE_ANSWERS.burst(perMinute);
    limits.charge(Limit.LARGE_ANSWERS, ADDRESS, burst - 1);
    limits.check(Limit.LARGE_ANSWERS, ADDRESS);

    limits.charge(Limit.LARGE_ANSWERS, ADDRESS, 1 + perMinute / 60);

    DetailedFailure refused =
        catchThrowableOfType(
            DetailedFailure.class, () -> limits.check(Limit.LARGE_ANSWERS, ADDRESS));
    assertThat(refused.kind()).isEqualTo(Kind.TOO_MANY);
    limits.check(Limit.LARGE_ANSWERS, "203.0.113.10");
    clock.pass(Duration.ofMillis(1_100));
    assertThatCode(() -> limits.check(Limit.LARGE_ANSWERS, ADDRESS)).doesNotThrowAnyException();
  }

  @Test
  void the_visitors_of_a_lecture_hall_are_not_refused() {
    int visitors = 300;
    int requestsOfPage = 6;
    for (int second = 0; second < 5; second++) {
      for (int i = 0; i < visitors * requestsOfPage / 5; i++) {
        assertThat(limits.tryAcquire(Limit.ANONYMOUS, ADDRESS)).isZero();
      }
      clock.pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void zero_switches_a_limit_off() {
    limits.read(name -> Optional.of("0"));
    for (int i = 0; i < 10_000; i++) {
      assertThat(limits.tryAcquire(Limit.ANONYMOUS, ADDRESS, 10)).isZero();
    }
  }
}
