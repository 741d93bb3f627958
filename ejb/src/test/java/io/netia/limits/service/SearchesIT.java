package io.netia.limits.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.limits.Budget;
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
class SearchesIT {

  private final Searches searches = new TestServer().bean(Searches.class);

  @Test
  void an_address_that_searches_without_end_is_refused_and_another_gets_its_turn()
      throws InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool();
    CountDownLatch running = new CountDownLatch(Budget.Searches.AT_ONCE_PER_ADDRESS);
    CountDownLatch end = new CountDownLatch(1);
    List<CompletableFuture<String>> answers = new ArrayList<>();
    try {
      int places = Budget.Searches.AT_ONCE_PER_ADDRESS + Budget.Searches.WAITING_PER_ADDRESS;
      for (int search = 0; search < places; search++) {
        answers.add(
            CompletableFuture.supplyAsync(
                () -> searches.run("one", () -> slow(running, end)), threads));
      }
      assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
      await(Budget.Searches.WAITING_PER_ADDRESS);
      assertThatThrownBy(() -> searches.run("one", () -> "found"))
          .isInstanceOfSatisfying(
              Busy.class, busy -> assertThat(busy.kind()).isEqualTo(Kind.TOO_MANY));
      // The other turn is not the first address's to occupy.
      assertThat(searches.run("other", () -> "found")).isEqualTo("found");
    } finally {
      end.countDown();
      threads.shutdown();
    }
    assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo("found"));
    assertThat(searches.waiting()).isZero();
  }

  private void await(int waiting) {
    while (searches.waiting() < waiting) {
      Thread.onSpinWait();
    }
  }

  private static String slow(CountDownLatch running, CountDownLatch end) {
    running.countDown();
    try {
      return end.await(30, TimeUnit.SECONDS) ? "found" : "late";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
