package io.netia.live.rest;

import io.netia.http.rest.Answers;
import io.netia.http.rest.CurrentRequest;
import io.netia.lifecycle.service.ApplicationTasks;
import io.netia.lifecycle.service.NodeLifecycle;
import io.netia.limits.Budget;
import io.netia.limits.rest.LargeResponses;
import io.netia.live.service.Bus;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers requests with {@code wait} when there is something, or when their time is over. */
@ApplicationScoped
public class LongPolling {

  private static final Duration SWEEP = Duration.ofMillis(250);

  /**
   * A request that another thread completes while its own has not left the container yet is ended
   * twice by Payara, and what it held is given to two others. On a busy machine leaving takes long.
   */
  private static final Duration LEAVING = Duration.ofMillis(500);

  @Inject private Bus bus;
  @Inject private Clock clock;
  @Inject private NodeLifecycle node;
  @Inject private ApplicationTasks tasks;
  @Inject private LargeResponses largeResponses;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService executor;

  private @Nullable PendingRequests pending;
  private @Nullable ScheduledFuture<?> sweep;

  @PostConstruct
  void open() {
    PendingRequests opened = new PendingRequests(tasks, clock, LEAVING);
    bus.subscribe(opened::onEvent);
    node.onDraining(opened::drain);
    sweep =
        executor.scheduleAtFixedRate(
            opened::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    pending = opened;
  }

  @PreDestroy
  void close() {
    if (sweep != null) {
      sweep.cancel(false);
    }
    if (pending != null) {
      pending.close();
    }
  }

  /** The time a request may wait: what it asks for within its limit, nothing unless it asks. */
  public static Duration atMost(CurrentRequest request) {
    long seconds = request.parameters().input().integer("wait").orElse(0L);
    return Duration.ofSeconds(Math.max(0, Math.min(seconds, Budget.Waits.LONGEST.toSeconds())));
  }

  /**
   * Answers now or later.
   *
   * @param look reads what there is; called again for each event that concerns the request, on
   *     another thread, so it must not ask for anything of the request
   */
  public <T> void answer(
      AsyncResponse response, Waiting waiting, Supplier<T> look, Predicate<T> isSomething) {
    Objects.requireNonNull(pending)
        .enter(
            waiting,
            () ->
                largeResponses.make(
                    waiting.address(), () -> Seen.of(look.get(), isSomething), Seen::answer),
            Seen::isSomething,
            new PendingRequests.Answer<Seen>() {
              @Override
              public void found(Seen seen) {
                response.resume(seen.answer());
              }

              @Override
              public void failed(RuntimeException why) {
                response.resume(why);
              }
            });
  }

  /** A page as its answer, which is made in the same turn as it is read. */
  private record Seen(boolean isSomething, Response answer) {

    static <T> Seen of(T page, Predicate<T> isSomething) {
      return new Seen(isSomething.test(page), Answers.plain(page));
    }
  }
}
