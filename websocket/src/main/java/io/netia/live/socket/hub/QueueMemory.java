package io.netia.live.socket.hub;

import io.netia.live.socket.protocol.Outgoing;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What waits to be written to all clients of this node, in bytes. A message that waits for many
 * clients is one array that they share, and counts once. When there is too much, the clients that
 * wait for most are closed, soon and on another thread; until they are, a quarter more is let in
 * and no more.
 */
public final class QueueMemory {

  private final long most;
  private final Executor executor;
  private final AtomicLong used = new AtomicLong();
  private final AtomicBoolean isRelieving = new AtomicBoolean();
  private volatile Runnable relief = () -> {};

  /**
   * @param most bytes
   * @param executor closes clients
   */
  public QueueMemory(long most, Executor executor) {
    this.most = most;
    this.executor = executor;
  }

  /**
   * Sets what makes room.
   *
   * @param relieving is to close clients until {@link #isRelieved()}
   */
  public void relievedBy(Runnable relieving) {
    relief = relieving;
  }

  /** A client's queue holds a message; false, and nothing held, when there is no room at all. */
  boolean hold(Outgoing message) {
    if (!message.isFirstHold() || reserve(message.size())) {
      return true;
    }
    if (!message.isLastHold()) {
      // Another queue has taken it meanwhile, and gives the room back.
      used.addAndGet(message.size());
    }
    return false;
  }

  /** A client's queue holds a message no longer. */
  void release(Outgoing message) {
    if (message.isLastHold()) {
      free(message.size());
    }
  }

  /** Reserves memory for bytes that belong to no message; false when there is none. */
  public boolean reserve(long bytes) {
    long now = used.addAndGet(bytes);
    if (now <= most) {
      return true;
    }
    relieve();
    if (now - most <= most / 4) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  /** Releases memory. */
  public void free(long bytes) {
    used.addAndGet(-bytes);
  }

  /** Bytes that wait; for monitoring. */
  public long used() {
    return used.get();
  }

  /** Whether enough was freed. */
  public boolean isRelieved() {
    return used.get() <= most / 4 * 3;
  }

  private void relieve() {
    if (isRelieving.compareAndSet(false, true)) {
      executor.execute(
          () -> {
            try {
              relief.run();
            } finally {
              isRelieving.set(false);
            }
          });
    }
  }
}
