package io.netia.bodies.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.limits.Budget;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PaceTest {

  private static final Duration GRACE = Budget.Bodies.GRACE;

  @Test
  void at_first_a_body_may_come_at_any_rate() {
    assertThat(Pace.isTooSlow(GRACE, 0)).isFalse();
  }

  @Test
  void then_it_must_keep_the_least_rate() {
    Duration later = GRACE.plusSeconds(2);
    assertThat(Pace.isTooSlow(later, 2L * Budget.Bodies.LEAST_RATE)).isFalse();
    assertThat(Pace.isTooSlow(later, 2L * Budget.Bodies.LEAST_RATE - 1)).isTrue();
  }

  @Test
  void and_however_much_comes_it_must_end() {
    assertThat(Pace.isTooSlow(Budget.Bodies.LONGEST, Long.MAX_VALUE)).isFalse();
    assertThat(Pace.isTooSlow(Budget.Bodies.LONGEST.plusMillis(1), Long.MAX_VALUE)).isTrue();
  }
}
