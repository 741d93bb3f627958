package io.netia.bodies.rest;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does something once when a request that waits for its answer is over, however it ends. */
final class WhenOver implements AsyncListener {

  private final Runnable task;
  private final AtomicBoolean isDone = new AtomicBoolean();

  WhenOver(Runnable task) {
    this.task = task;
  }

  private void finish() {
    if (isDone.compareAndSet(false, true)) {
      task.run();
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    finish();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    finish();
  }

  @Override
  public void onError(AsyncEvent event) {
    finish();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    event.getAsyncContext().addListener(this);
  }
}
