package io.netia.live.socket.dispatch;

import io.netia.limits.Budget;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Turns of the events that all sockets of one address send. So many are in work at once, on the
 * threads that brought them. An event beyond that waits without a thread, and is worked off by
 * another one; turns go round among the sockets that wait.
 */
final class EventTurns {

  private final AddressShare.Work work;
  private final Deque<Runnable> waiting = new ArrayDeque<>(0);
  private int running;
  private int heldEvents;
  private int heldBytes;

  EventTurns(AddressShare.Work work) {
    this.work = work;
  }

  /** Begins a turn on this thread, if there is one and no event waits for it. */
  boolean begin() {
    if (work.atOnce() == 0) {
      return true;
    }
    synchronized (this) {
      if (running >= work.atOnce() || !waiting.isEmpty()) {
        return false;
      }
      running++;
      return true;
    }
  }

  /** Begins a turn on another thread, when it has come. */
  void later(Runnable event) {
    synchronized (this) {
      if (running >= work.atOnce() || !waiting.isEmpty()) {
        waiting.add(event);
        return;
      }
      running++;
    }
    work.waiting().begin(event);
  }

  /** Ends a turn, which goes to the one that has waited for longest. */
  void end() {
    if (work.atOnce() == 0) {
      return;
    }
    Runnable next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        running--;
        return;
      }
    }
    work.waiting().begin(next);
  }

  /** Whether there was room for one more event that waits. */
  synchronized boolean hold(int bytes) {
    boolean isTooMuch =
        heldEvents >= Budget.Sockets.WAITING_EVENTS
            || heldBytes + bytes > Budget.Sockets.WAITING_EVENT_BYTES;
    if (isTooMuch || !work.waiting().hold(bytes)) {
      return false;
    }
    heldEvents++;
    heldBytes += bytes;
    return true;
  }

  /** An event waits no more. */
  synchronized void free(int bytes) {
    work.waiting().free(bytes);
    heldEvents--;
    heldBytes -= bytes;
  }
}
