package io.netia.limits.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.limits.Budget;
import io.netia.limits.LimitSetting;
import io.netia.problems.Busy;
import io.netia.problems.Failure.Kind;
import io.netia.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LargeAnswersIT {

  private static final int ONE_ADDRESS = Budget.LargeAnswers.WAITING_PER_ADDRESS;

  private final TestServer server = new TestServer();
  private final LargeAnswers large = server.bean(LargeAnswers.class);
  private final CountDownLatch end = new CountDownLatch(1);

  @Test
  void an_address_that_asks_without_end_is_refused_and_another_gets_its_turn()
      throws InterruptedException {
    int atOnce = server.bean(LimitSettings.class).of(LimitSetting.ANSWERS_AT_ONCE);
    CountDownLatch made = new CountDownLatch(atOnce);
    ExecutorService threads = Executors.newCachedThreadPool();
    List<CompletableFuture<String>> answers = new ArrayList<>();
    try {
      for (int request = 0; request < atOnce + ONE_ADDRESS; request++) {
        answers.add(
            CompletableFuture.supplyAsync(
                () -> large.make("one", () -> whenAllowed(made)), threads));
      }
      assertThat(made.await(10, TimeUnit.SECONDS)).isTrue();
      await(ONE_ADDRESS);
      assertThatThrownBy(() -> large.make("one", () -> "made"))
          .isInstanceOfSatisfying(
              Busy.class, busy -> assertThat(busy.kind()).isEqualTo(Kind.TOO_MANY));
      answers.add(CompletableFuture.supplyAsync(() -> large.make("other", () -> "made"), threads));
      await(ONE_ADDRESS + 1);
    } finally {
      end.countDown();
      threads.shutdown();
    }
    assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo("made"));
    assertThat(large.waiting()).isZero();
  }

  @Test
  void a_second_spreadsheet_waits_for_the_first_and_answers_do_not() throws InterruptedException {
    CountDownLatch made = new CountDownLatch(1);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      CompletableFuture<String> first =
          CompletableFuture.supplyAsync(
              () -> large.export("one", () -> whenAllowed(made)), threads);
      assertThat(made.await(10, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<String> second =
          CompletableFuture.supplyAsync(() -> large.export("other", () -> "second"), threads);
      await(1);
      assertThat(large.make("one", () -> "answer")).isEqualTo("answer");
      assertThat(second).isNotDone();
      end.countDown();
      assertThat(first.join()).isEqualTo("made");
      assertThat(second.join()).isEqualTo("second");
    } finally {
      end.countDown();
      threads.shutdown();
    }
  }

  private void await(int waiting) {
    while (large.waiting() < waiting) {
      Thread.onSpinWait();
    }
  }

  private String whenAllowed(CountDownLatch made) {
    made.countDown();
    try {
      return end.await(30, TimeUnit.SECONDS) ? "made" : "late";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
