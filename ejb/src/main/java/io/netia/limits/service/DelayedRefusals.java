package io.netia.limits.service;

import io.netia.limits.Budget;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Refusals that are sent after a second or two. A program that asks again as soon as it is refused
 * would otherwise have its answers, and ask again, as fast as the processor makes them. A delay
 * holds no thread. It varies, so that many that were refused at once do not come back at once.
 */
@ApplicationScoped
public class DelayedRefusals {

  private static final Duration TICK = Duration.ofMillis(50);

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService executor;

  private @Nullable DelayLine line;
  private @Nullable ScheduledFuture<?> ticks;

  @PostConstruct
  void open() {
    DelayLine opened =
        new DelayLine(
            DelayedRefusals::ticks,
            Budget.Requests.REFUSALS_DELAYED,
            Budget.Requests.REFUSALS_DELAYED_PER_ADDRESS,
            executor);
    long tick = TICK.toMillis();
    // After a standstill of the machine, ticks at a fixed rate would come all at once.
    ticks = executor.scheduleWithFixedDelay(opened::tick, tick, tick, TimeUnit.MILLISECONDS);
    line = opened;
  }

  private static int ticks() {
    int least = (int) Budget.Requests.REFUSAL_DELAY.dividedBy(TICK);
    return least + ThreadLocalRandom.current().nextInt(least);
  }

  @PreDestroy
  void close() {
    if (ticks != null) {
      ticks.cancel(false);
    }
    if (line != null) {
      line.drain();
    }
  }

  /**
   * Does something after the delay, on another thread.
   *
   * @param address whose request it answers
   * @param answer makes what is to be done, if it is
   * @return false, and nothing is done, when too much is delayed already
   */
  public boolean later(String address, Supplier<Runnable> answer) {
    return Objects.requireNonNull(line).add(address, answer);
  }
}
