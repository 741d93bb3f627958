package io.netia.limits.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netia.problems.Failure.Kind;
import io.netia.problems.rest.DetailedFailure;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LimitsTest {

  @Test
  void who_exceeds_a_limit_is_told_when_to_come_back_and_nobody_else_is_affected() {
    Limits limits = new Limits();
    for (int i = 0; i < Limit.IDENTIFY.perMinute(); i++) {
      limits.spend(Limit.IDENTIFY, "203.0.113.9");
    }
    DetailedFailure refused =
        catchThrowableOfType(
            DetailedFailure.class, () -> limits.spend(Limit.IDENTIFY, "203.0.113.9"));
    assertThat(refused.kind()).isEqualTo(Kind.TOO_MANY);
    assertThat((Long) refused.more().get("retry_after")).isBetween(1L, 60L);
    assertThatCode(() -> limits.spend(Limit.IDENTIFY, "203.0.113.10")).doesNotThrowAnyException();
    assertThatCode(() -> limits.spend(Limit.LOGIN_ADDRESS, "203.0.113.9"))
        .doesNotThrowAnyException();
  }
}
