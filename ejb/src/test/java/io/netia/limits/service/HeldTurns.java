package io.netia.limits.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Work on threads of its own that keeps its turns until the test lets it end. */
final class HeldTurns implements AutoCloseable {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<CompletableFuture<String>> answers = new ArrayList<>();

  /** Asks for so many turns, and returns when so many have begun. */
  void hold(int count, int beginning, Function<Supplier<String>, String> turn)
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(beginning);
    for (int work = 0; work < count; work++) {
      ask(() -> turn.apply(() -> untilTheEnd(begun)));
    }
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
  }

  /** Asks for a turn on another thread. */
  CompletableFuture<String> ask(Supplier<String> turn) {
    CompletableFuture<String> answer = CompletableFuture.supplyAsync(turn, threads);
    answers.add(answer);
    return answer;
  }

  /** Returns when so many wait. */
  static void awaitWaiting(IntSupplier waiting, int count) {
    while (waiting.getAsInt() < count) {
      Thread.onSpinWait();
    }
  }

  private String untilTheEnd(CountDownLatch begun) {
    begun.countDown();
    try {
      return end.await(30, TimeUnit.SECONDS) ? "done" : "late";
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** Lets all of it end, and answers what came of it. */
  List<String> results() {
    end.countDown();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  @Override
  public void close() {
    end.countDown();
    threads.shutdown();
  }
}
