package io.netia.bodies.rest;

import io.netia.limits.Budget;
import io.netia.limits.LimitSetting;
import io.netia.limits.rest.Limit;
import io.netia.limits.rest.RateLimiter;
import io.netia.limits.service.LimitSettings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All request bodies of this server, on their way and being served. */
@ApplicationScoped
public class Bodies {

  private static final long SWEEP_SECONDS = 1;
  private static final long MEBIBYTE = 1024 * 1024;

  @Inject private LimitSettings settings;
  @Inject private RateLimiter limits;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService executor;

  private @Nullable BodyMemory memory;
  private @Nullable ParsedShares shares;
  private @Nullable Arrivals arrivals;
  private @Nullable ScheduledFuture<?> sweep;

  @PostConstruct
  void open() {
    BodyMemory all = new BodyMemory(settings.of(LimitSetting.BODIES_MEMORY) * MEBIBYTE);
    Arrivals opened =
        new Arrivals(
            Budget.Bodies.WAITING_SHORTLY,
            Budget.Bodies.SLOW,
            settings.of(LimitSetting.SLOW_BODIES_PER_ADDRESS),
            all);
    sweep =
        executor.scheduleAtFixedRate(
            () -> opened.closeStuck(System.nanoTime()),
            SWEEP_SECONDS,
            SWEEP_SECONDS,
            TimeUnit.SECONDS);
    memory = all;
    shares = new ParsedShares(all.half());
    arrivals = opened;
  }

  @PreDestroy
  void close() {
    if (sweep != null) {
      sweep.cancel(false);
    }
  }

  /** Takes the memory for a body and what is parsed from it; else answers why not. */
  Optional<Integer> reserve(String address, long bytes) {
    if (!shares().take(address, bytes)) {
      return Optional.of(429);
    }
    if (!memory().reserve(bytes)) {
      shares().giveBack(address, bytes);
      return Optional.of(503);
    }
    return Optional.empty();
  }

  private ParsedShares shares() {
    return Objects.requireNonNull(shares);
  }

  BodyMemory memory() {
    return Objects.requireNonNull(memory);
  }

  Arrivals arrivals() {
    return Objects.requireNonNull(arrivals);
  }

  /** A body that begins to arrive now. */
  IncomingBody incoming(HttpServletRequest request, String address, int limit) {
    return new IncomingBody(
        address,
        request.getContentLengthLong(),
        limit,
        System.nanoTime(),
        arrivals(),
        Readability.of(request),
        () -> limits.tryAcquire(Limit.DISCARDED, address) == 0);
  }

  /** Counts a body of this address that was not read to its end, whatever the reason. */
  void ended(String address, int status) {
    limits.takeForBody(address, status);
  }

  /** Gives memory back when the request is over. */
  void releaseAfter(HttpServletRequest request, String address, long bytes) {
    if (request.isAsyncStarted()) {
      request.getAsyncContext().addListener(new WhenOver(() -> release(address, bytes)));
    } else {
      release(address, bytes);
    }
  }

  private void release(String address, long bytes) {
    memory().release(bytes);
    shares().giveBack(address, bytes);
  }
}
