package io.netia.limits.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.DomainException;
import io.netia.testing.TestServer;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LowPriorityIT {

  private final LowPriority lowPriority = new TestServer().bean(LowPriority.class);

  @Test
  void a_computation_has_another_thread_and_its_failure_is_the_callers() {
    Thread other = lowPriority.compute(Thread::currentThread);
    assertThat(other).isNotSameAs(Thread.currentThread());
    assertThat(other.getPriority()).isEqualTo(Thread.MIN_PRIORITY);
    assertThatThrownBy(
            () ->
                lowPriority.compute(
                    () -> {
                      throw DomainException.notFound();
                    }))
        .isInstanceOf(DomainException.class);
  }

  @Test
  void who_waits_and_is_interrupted_waits_no_longer() {
    CountDownLatch never = new CountDownLatch(1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> lowPriority.compute(() -> isReached(never)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static boolean isReached(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
