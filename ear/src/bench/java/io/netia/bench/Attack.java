package io.netia.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One way to keep a server from serving others, bounded in count and time. */
@FunctionalInterface
interface Attack {

  /** Goes on until the target ends the attack. */
  void run(Target target) throws IOException, InterruptedException;

  /** All attacks by name, in the order in which they are made; before them what is none. */
  static Map<String, Attack> all() {
    Map<String, Attack> attacks = new LinkedHashMap<>();
    Controls.addTo(attacks);
    RequestAttacks.addTo(attacks);
    SlowAttacks.addTo(attacks);
    SocketAttacks.addTo(attacks);
    return attacks;
  }

  /** One step of an attack that is repeated. */
  @FunctionalInterface
  interface Step {
    void run(Target target) throws IOException, InterruptedException;
  }

  /**
   * The step again and again, so many at the same time, and at most so often in a second by all of
   * them together; a failure is counted and goes on.
   */
  static Attack repeated(int atOnce, int perSecond, Step step) {
    long interval = 1_000_000_000L * atOnce / perSecond;
    return target -> {
      ExecutorService threads = Executors.newFixedThreadPool(atOnce);
      for (int i = 0; i < atOnce; i++) {
        threads.execute(() -> repeat(target, interval, step));
      }
      threads.shutdown();
      long left = target.end() - System.nanoTime();
      if (!threads.awaitTermination(left + 30_000_000_000L, TimeUnit.NANOSECONDS)) {
        threads.shutdownNow();
      }
    };
  }

  private static void repeat(Target target, long interval, Step step) {
    while (!target.isOver()) {
      long next = System.nanoTime() + interval;
      try {
        step.run(target);
      } catch (IOException refused) {
        target.tally().count("failed tries");
        pause(5);
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        return;
      }
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  /** Waits, and leaves the thread's interruption to its caller. */
  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
