package io.netia.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SubscriptionPlanTest {

  @ParameterizedTest
  @CsvSource({"starter,2", "eu-starter,2", "lite,4", "eu-lite,4"})
  void a_small_plan_has_so_many_seats_in_both_editions(String name, int seats) {
    SubscriptionPlan plan = SubscriptionPlan.of(name);
    assertThat(plan.seats()).isEqualTo(seats);
    assertThat(plan.hasFreeSeat(seats - 1L)).isTrue();
    assertThat(plan.hasFreeSeat(seats)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"team", "eu-team", "us-starter", "eu-eu-lite", "STARTER", ""})
  void any_other_plan_is_not_limited(String name) {
    assertThat(SubscriptionPlan.of(name).hasFreeSeat(1_000_000)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void a_plan_is_read_from_its_own_name(SubscriptionPlan plan) {
    assertThat(SubscriptionPlan.of(plan.wire())).isEqualTo(plan);
  }

  @Test
  void every_plan_but_the_first_is_an_upgrade() {
    assertThat(SubscriptionPlan.of("eu-starter").isUpgraded()).isFalse();
    assertThat(SubscriptionPlan.of("lite").isUpgraded()).isTrue();
    assertThat(SubscriptionPlan.of("team").isUpgraded()).isTrue();
  }
}
