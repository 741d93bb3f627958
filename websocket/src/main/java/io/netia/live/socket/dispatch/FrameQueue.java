package io.netia.live.socket.dispatch;

import io.netia.live.socket.protocol.Frame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The events of one socket, worked off one after the other in the order in which they came: each at
 * once, as long as its address has turns.
 */
final class FrameQueue {

  private final EventTurns turns;
  private final Consumer<Frame> work;
  private final Consumer<Frame> lateWork;
  private final Deque<Event> waiting = new ArrayDeque<>(0);

  /** Whether others are before the next one: they wait, or another thread is at them. */
  private boolean isBehind;

  /**
   * An event as it came. What is made of it would take many times the room while it waits.
   *
   * @param reading makes a frame of it
   * @param size in characters
   */
  private record Event(Supplier<Frame> reading, int size) {}

  /**
   * @param work handles an event on the thread that brought it
   * @param lateWork handles one that had to wait
   */
  FrameQueue(EventTurns turns, Consumer<Frame> work, Consumer<Frame> lateWork) {
    this.turns = turns;
    this.work = work;
    this.lateWork = lateWork;
  }

  /**
   * Handles an event, now or later. Called by one thread at a time.
   *
   * @param reading makes the frame once more
   * @return false when it would have to wait and there is no room for it
   */
  boolean take(Frame frame, Supplier<Frame> reading, int size) {
    if (mayBegin()) {
      try {
        work.accept(frame);
      } finally {
        turns.end();
      }
      return true;
    }
    return keep(new Event(reading, size));
  }

  private synchronized boolean mayBegin() {
    return !isBehind && turns.begin();
  }

  private boolean keep(Event event) {
    synchronized (this) {
      if (!turns.hold(event.size())) {
        return false;
      }
      waiting.add(event);
      if (isBehind) {
        return true;
      }
      isBehind = true;
    }
    turns.later(this::workOff);
    return true;
  }

  /** One event, so that the other sockets of the address have their turns. */
  private void workOff() {
    Event event = next();
    try {
      if (event != null) {
        lateWork.accept(event.reading().get());
      }
    } finally {
      boolean isMore = hasMore();
      turns.end();
      if (isMore) {
        turns.later(this::workOff);
      }
    }
  }

  private synchronized @Nullable Event next() {
    Event event = waiting.poll();
    if (event != null) {
      turns.free(event.size());
    }
    return event;
  }

  private synchronized boolean hasMore() {
    isBehind = !waiting.isEmpty();
    return isBehind;
  }

  /** The socket has ended: what waits is dropped. */
  synchronized void clear() {
    waiting.forEach(event -> turns.free(event.size()));
    waiting.clear();
  }
}
