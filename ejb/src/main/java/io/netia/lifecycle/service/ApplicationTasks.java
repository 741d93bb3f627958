package io.netia.lifecycle.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs what asks the database apart from the request that began it. A task of a managed executor
 * has the context of whoever submits it. Payara keeps the servlet or filter in which that was, and
 * with it the application's classes, beside the connections such a task has used, and never forgets
 * it; so these run in the context in which the application started, which names nobody.
 */
@ApplicationScoped
public class ApplicationTasks implements Executor {

  @Resource(lookup = "java:comp/DefaultManagedExecutorService")
  private ManagedExecutorService executor;

  @Resource(lookup = "java:comp/DefaultContextService")
  private ContextService contexts;

  private volatile @Nullable Executor context;

  /** Takes the context of the caller, which is neither a servlet nor a filter. */
  public void open() {
    context = contexts.currentContextExecutor();
  }

  /**
   * Runs it soon, on another thread.
   *
   * @throws RejectedExecutionException when the server stops
   */
  @Override
  public void execute(Runnable task) {
    Executor started = Objects.requireNonNull(context);
    executor.execute(() -> started.execute(task));
  }
}
