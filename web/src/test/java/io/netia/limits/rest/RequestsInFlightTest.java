package io.netia.limits.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RequestsInFlightTest {

  @Test
  void an_address_has_its_requests_and_others_have_theirs() {
    RequestsInFlight requests = new RequestsInFlight(2, Duration.ZERO);
    assertThat(requests.enter("one")).isTrue();
    assertThat(requests.enter("one")).isTrue();
    assertThat(requests.enter("one")).isFalse();
    assertThat(requests.enter("other")).isTrue();
    requests.leave("one");
    assertThat(requests.enter("one")).isTrue();
  }

  @Test
  void one_more_waits_for_a_moment_and_very_many_do_not() {
    RequestsInFlight requests = new RequestsInFlight(2, Duration.ofMinutes(1));
    assertThat(requests.enter("one")).isTrue();
    assertThat(requests.enter("one")).isTrue();
    List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
    for (int request = 0; request < 3; request++) {
      waiting.add(
          CompletableFuture.supplyAsync(
              () -> requests.enter("one"), task -> new Thread(task).start()));
    }
    CompletableFuture.anyOf(waiting.toArray(CompletableFuture[]::new)).join();
    assertThat(waiting).filteredOn(CompletableFuture::isDone).hasSize(1);
    requests.leave("one");
    requests.leave("one");
    assertThat(waiting.stream().filter(CompletableFuture::join)).hasSize(2);
  }

  /** Those that come at the same moment do not take each other's places. */
  @RepeatedTest(20)
  void of_many_at_once_as_many_are_refused_as_are_too_many() {
    int tooMany = 6;
    RequestsInFlight requests = new RequestsInFlight(2, Duration.ofMinutes(1));
    CyclicBarrier together = new CyclicBarrier(4 + tooMany);
    CountDownLatch refused = new CountDownLatch(tooMany);
    List<CompletableFuture<Boolean>> all = new ArrayList<>();
    for (int request = 0; request < 4 + tooMany; request++) {
      all.add(
          CompletableFuture.supplyAsync(
              () -> {
                await(together);
                boolean isServed = requests.enter("one");
                if (!isServed) {
                  refused.countDown();
                }
                return isServed;
              },
              task -> new Thread(task).start()));
    }
    assertThat(isOver(refused)).isTrue();
    requests.leave("one");
    requests.leave("one");
    assertThat(all.stream().filter(CompletableFuture::join)).hasSize(4);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException late) {
      throw new IllegalStateException(late);
    }
  }

  private static boolean isOver(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }

  @Test
  void nothing_is_counted_where_the_operator_sets_that() {
    RequestsInFlight requests = new RequestsInFlight(0, Duration.ZERO);
    for (int request = 0; request < 1_000; request++) {
      assertThat(requests.enter("one")).isTrue();
    }
  }
}
