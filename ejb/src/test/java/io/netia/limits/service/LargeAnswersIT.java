package io.netia.limits.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.Busy;
import io.netia.errors.DomainException.Kind;
import io.netia.limits.Budget;
import io.netia.limits.LimitSetting;
import io.netia.testing.TestServer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LargeAnswersIT {

  private static final int WAITING = Budget.LargeAnswers.WAITING_PER_ADDRESS;

  private final TestServer server = new TestServer();
  private final LargeAnswers large = server.bean(LargeAnswers.class);

  @Test
  void an_address_that_asks_without_end_is_refused_and_another_gets_its_turn()
      throws InterruptedException {
    int atOnce = server.bean(LimitSettings.class).of(LimitSetting.ANSWERS_AT_ONCE);
    try (HeldTurns held = new HeldTurns()) {
      held.hold(atOnce + WAITING, atOnce, making -> large.make("one", making));
      HeldTurns.awaitWaiting(large::waiting, WAITING);
      assertThatThrownBy(() -> large.make("one", () -> "made"))
          .isInstanceOfSatisfying(
              Busy.class, busy -> assertThat(busy.kind()).isEqualTo(Kind.TOO_MANY));
      CompletableFuture<String> other = held.ask(() -> large.make("other", () -> "made"));
      HeldTurns.awaitWaiting(large::waiting, WAITING + 1);
      assertThat(held.results()).hasSize(atOnce + WAITING + 1).containsOnly("done", "made");
      assertThat(other.join()).isEqualTo("made");
    }
    assertThat(large.waiting()).isZero();
  }

  @Test
  void a_second_spreadsheet_waits_for_the_first_and_answers_do_not() throws InterruptedException {
    try (HeldTurns held = new HeldTurns()) {
      held.hold(1, 1, making -> large.export("one", making));
      CompletableFuture<String> second = held.ask(() -> large.export("other", () -> "second"));
      HeldTurns.awaitWaiting(large::waiting, 1);
      assertThat(large.make("one", () -> "answer")).isEqualTo("answer");
      assertThat(second).isNotDone();
      assertThat(held.results()).containsExactly("done", "second");
    }
  }
}
