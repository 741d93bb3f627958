package io.netia.lifecycle.service;

import io.netia.database.ReadinessConnection;
import io.netia.limits.Budget;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the database answers within two seconds. It is asked on a thread of its own, once at a
 * time however many want to know, over a connection of its own: one that hangs holds that thread
 * and nobody else, and a node whose other connections are all in use is ready all the same.
 */
@ApplicationScoped
public class DatabaseProbe {

  private static final long PATIENCE = Duration.ofSeconds(Budget.Database.PROBE_SECONDS).toNanos();

  /** An answer is good for this long, so that whoever asks without pause costs nothing. */
  private static final long FRESH = Duration.ofMillis(250).toNanos();

  @Inject private ApplicationTasks tasks;

  private final ReadinessConnection connection = new ReadinessConnection();
  private final LongSupplier nanos = System::nanoTime;
  private @Nullable Asked last;

  private record Asked(CompletableFuture<Boolean> answer, long at) {}

  /** Whether it answers. Takes two seconds at most. */
  public boolean answers() {
    Asked asked = asked();
    long left = PATIENCE - (nanos.getAsLong() - asked.at());
    try {
      return asked.answer().get(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException away) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized Asked asked() {
    Asked before = last;
    boolean isGood =
        before != null && (!before.answer().isDone() || nanos.getAsLong() - before.at() < FRESH);
    if (before != null && isGood) {
      return before;
    }
    Asked now =
        new Asked(CompletableFuture.supplyAsync(connection::answers, tasks), nanos.getAsLong());
    last = now;
    return now;
  }

  @PreDestroy
  void close() {
    connection.close();
  }
}
