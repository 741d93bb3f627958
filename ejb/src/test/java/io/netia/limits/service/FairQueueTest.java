package io.netia.limits.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.Busy;
import io.netia.errors.DomainException.Kind;
import io.netia.limits.RefusalReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
@DisplayNameGeneration(ReplaceUnderscores.class)
class FairQueueTest {

  private static final Duration LONG = Duration.ofSeconds(15);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<String> served = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    end.countDown();
    threads.shutdown();
  }

  private static FairQueue queue(int waiting, int perCaller, Duration wait) {
    return new FairQueue(
        new FairQueue.Bounds(1, waiting, perCaller, wait, Duration.ofSeconds(2)),
        RefusalReason.HASH_QUEUE);
  }

  /** Occupies the one place until the test ends it. */
  private CompletableFuture<Void> occupy(FairQueue queue) throws InterruptedException {
    CompletableFuture<Void> first =
        CompletableFuture.runAsync(
            () ->
                queue.run(
                    "first",
                    () -> {
                      begun.countDown();
                      return await(end);
                    }),
            threads);
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    return first;
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(15, TimeUnit.SECONDS);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Begins a request and returns once it waits. */
  private CompletableFuture<Void> waits(FairQueue queue, String caller) {
    int before = queue.waiting();
    CompletableFuture<Void> request =
        CompletableFuture.runAsync(() -> queue.run(caller, () -> served.add(caller)), threads);
    while (queue.waiting() == before && !request.isDone()) {
      Thread.onSpinWait();
    }
    return request;
  }

  @Test
  void only_so_much_runs_at_once_and_the_rest_waits_for_its_turn() throws Exception {
    FairQueue queue = queue(10, 10, LONG);
    CompletableFuture<Void> running = occupy(queue);
    CompletableFuture<Void> waiting = waits(queue, "second");

    assertThat(queue.waiting()).isEqualTo(1);
    assertThat(served).isEmpty();
    end.countDown();
    CompletableFuture.allOf(running, waiting).join();
    assertThat(served).containsExactly("second");
    assertThat(queue.waiting()).isZero();
  }

  @Test
  void turns_go_round_among_the_callers() throws Exception {
    FairQueue queue = queue(10, 10, LONG);
    occupy(queue);
    List<CompletableFuture<Void>> requests =
        List.of(
            waits(queue, "greedy"),
            waits(queue, "greedy"),
            waits(queue, "greedy"),
            waits(queue, "modest"));

    end.countDown();
    requests.forEach(CompletableFuture::join);
    assertThat(served).containsExactly("greedy", "modest", "greedy", "greedy");
  }

  @Test
  void a_caller_beyond_its_own_share_is_asked_to_wait() throws Exception {
    FairQueue queue = queue(10, 1, LONG);
    occupy(queue);
    waits(queue, "greedy");

    assertThatThrownBy(() -> queue.run("greedy", () -> true))
        .isInstanceOfSatisfying(
            Busy.class,
            refused -> {
              assertThat(refused.kind()).isEqualTo(Kind.TOO_MANY);
              assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(2));
            });
  }

  @Test
  void in_a_full_queue_the_caller_with_the_most_makes_room_for_another() throws Exception {
    FairQueue queue = queue(3, 3, LONG);
    occupy(queue);
    waits(queue, "greedy");
    waits(queue, "greedy");
    CompletableFuture<Void> dropped = waits(queue, "greedy");
    CompletableFuture<Void> modest =
        CompletableFuture.runAsync(() -> queue.run("modest", () -> served.add("modest")), threads);

    assertThatThrownBy(dropped::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(Busy.class);
    end.countDown();
    modest.join();
    assertThat(served).contains("modest");
  }

  @Test
  void in_a_queue_full_of_equals_nobody_is_pushed_out() throws Exception {
    FairQueue queue = queue(2, 2, LONG);
    occupy(queue);
    waits(queue, "one");
    waits(queue, "two");

    assertThatThrownBy(() -> queue.run("three", () -> true))
        .isInstanceOfSatisfying(
            Busy.class, refused -> assertThat(refused.kind()).isEqualTo(Kind.UNAVAILABLE));
    assertThat(queue.waiting()).isEqualTo(2);
  }

  @Test
  void nobody_waits_longer_than_the_bound() throws Exception {
    FairQueue queue = queue(2, 2, Duration.ofMillis(20));
    occupy(queue);

    assertThatThrownBy(() -> queue.run("second", () -> true)).isInstanceOf(Busy.class);
    assertThat(queue.waiting()).isZero();
  }

  @Test
  void work_that_fails_gives_its_place_back() {
    FairQueue queue = queue(0, 0, LONG);
    assertThatThrownBy(
            () ->
                queue.run(
                    "one",
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    assertThat(queue.run("two", () -> true)).isTrue();
  }

  @Test
  void whether_a_caller_would_find_a_place_can_be_asked_before() throws Exception {
    FairQueue queue = queue(10, 1, LONG);
    assertThat(queue.hasRoomFor("greedy")).isTrue();
    occupy(queue);
    assertThat(queue.hasRoomFor("greedy")).isTrue();
    waits(queue, "greedy");
    assertThat(queue.hasRoomFor("greedy")).isFalse();
    assertThat(queue.hasRoomFor("modest")).isTrue();
  }
}
