package io.netia.live.socket.dispatch;

import io.netia.limits.Budget;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The events of all addresses that wait for a turn: their memory, and the few threads that work
 * them off when it has come.
 */
public final class WaitingEvents {

  private final long most;
  private final Executor executor;
  private final AtomicLong held = new AtomicLong();
  private final Queue<Runnable> ready = new ConcurrentLinkedQueue<>();
  private final AtomicInteger threads = new AtomicInteger();

  /**
   * Nothing waits yet.
   *
   * @param most bytes
   * @param executor has the threads
   */
  public WaitingEvents(long most, Executor executor) {
    this.most = most;
    this.executor = executor;
  }

  /** Whether there was room for one more. */
  boolean hold(int bytes) {
    if (held.addAndGet(bytes) <= most) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  /** One waits no more. */
  void free(int bytes) {
    held.addAndGet(-bytes);
  }

  /** Works one off, behind those that are ready already. */
  void begin(Runnable work) {
    ready.add(work);
    addThread();
  }

  private void addThread() {
    if (threads.incrementAndGet() <= Budget.Sockets.WAITING_EVENT_THREADS) {
      executor.execute(this::workOff);
    } else {
      threads.decrementAndGet();
    }
  }

  private void workOff() {
    try {
      for (Runnable work = ready.poll(); work != null; work = ready.poll()) {
        work.run();
      }
    } finally {
      threads.decrementAndGet();
      // Something may have become ready since the last look, when this thread was still counted.
      if (!ready.isEmpty()) {
        addThread();
      }
    }
  }
}
