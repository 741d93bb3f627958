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
    for (int i = 0; i < Limit.LOGIN_NAME.perMinute(); i++) {
      limits.spend(Limit.LOGIN_NAME, "mallory@example.com");
    }
    DetailedFailure refused =
        catchThrowableOfType(
            DetailedFailure.class, () -> limits.spend(Limit.LOGIN_NAME, "Mallory@example.com"));
    assertThat(refused.kind()).isEqualTo(Kind.TOO_MANY);
    assertThat((Long) refused.more().get("retry_after")).isBetween(1L, 60L);
    assertThatCode(() -> limits.spend(Limit.LOGIN_NAME, "alice@example.com"))
        .doesNotThrowAnyException();
    assertThatCode(() -> limits.spend(Limit.LOGIN_ADDRESS, "mallory@example.com"))
        .doesNotThrowAnyException();
  }
}
