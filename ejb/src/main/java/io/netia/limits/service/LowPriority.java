package io.netia.limits.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads for long computations that a stranger can ask for. The operating system lets them run
 * when no message needs the processor, where the virtual machine hands priorities on to it: {@code
 * -XX:ThreadPriorityPolicy=1 -XX:JavaPriority1_To_OSPriority=19}. Elsewhere they are threads like
 * others.
 */
@ApplicationScoped
public class LowPriority {

  private static final int KEPT_SECONDS = 60;

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  private ManagedThreadFactory threads;

  private @Nullable ExecutorService executor;

  @PostConstruct
  void open() {
    // Each caller waits for its own, so there are as many threads as the callers' turns.
    executor =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            KEPT_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            this::thread);
  }

  @SuppressWarnings("ThreadPriorityCheck") // for what it costs others, and not for being right
  private Thread thread(Runnable task) {
    Thread thread = threads.newThread(task);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  @PreDestroy
  void close() {
    if (executor != null) {
      executor.shutdownNow();
    }
  }

  /**
   * Computes on another thread and waits for it.
   *
   * @param computation asks for nothing of the request, of a transaction or of the container
   * @throws IllegalStateException when the server stops meanwhile
   */
  public <T> T compute(Supplier<T> computation) {
    Future<T> computed = Objects.requireNonNull(executor).submit(computation::get);
    try {
      return computed.get();
    } catch (InterruptedException stopping) {
      computed.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The server stops", stopping);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException why
          ? why
          : new IllegalStateException(failed.getCause());
    }
  }
}
