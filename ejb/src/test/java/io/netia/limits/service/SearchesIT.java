package io.netia.limits.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.Busy;
import io.netia.errors.DomainException.Kind;
import io.netia.limits.Budget;
import io.netia.testing.TestServer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SearchesIT {

  private static final int AT_ONCE = Budget.Searches.AT_ONCE_PER_ADDRESS;
  private static final int WAITING = Budget.Searches.WAITING_PER_ADDRESS;

  private final Searches searches = new TestServer().bean(Searches.class);

  @Test
  void an_address_that_searches_without_end_is_refused_and_another_gets_its_turn()
      throws InterruptedException {
    try (HeldTurns held = new HeldTurns()) {
      held.hold(AT_ONCE + WAITING, AT_ONCE, search -> searches.run("one", search));
      HeldTurns.awaitWaiting(searches::waiting, WAITING);
      assertThatThrownBy(() -> searches.run("one", () -> "found"))
          .isInstanceOfSatisfying(
              Busy.class, busy -> assertThat(busy.kind()).isEqualTo(Kind.TOO_MANY));
      // The other turn is not the first address's to occupy.
      assertThat(searches.run("other", () -> "found")).isEqualTo("found");
      assertThat(held.results()).hasSize(AT_ONCE + WAITING).containsOnly("done");
    }
    assertThat(searches.waiting()).isZero();
  }
}
