package io.netia.live.socket.hub;

import io.netia.live.socket.protocol.Outgoing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What waits to be written to one client: a bounded queue with at most one write under way.
 * Offering never blocks; writing happens in {@link #flush()}, which is called without any lock, by
 * whoever offered. A full queue means that the client does not read: its connection is closed and
 * it catches up when it is back.
 */
public final class Connection {

  /**
   * Enough to join many small messages into one system call, little enough to stay out of the
   * large-object heap.
   */
  private static final int BYTES_PER_WRITE = 32 * 1024;

  private static final String TOO_SLOW = "too slow";

  private enum State {
    IDLE,
    /** A thread is inside {@link ClientTransport#write}. */
    STARTING,
    /** The write ended before {@link ClientTransport#write} returned. */
    ENDED_EARLY,
    WRITING,
    CLOSED
  }

  private final String id;
  private final ClientTransport transport;
  private final Limits limits;
  private final Executor closing;
  private final Deque<Outgoing> queue = new ArrayDeque<>(2);
  private List<Outgoing> underWay = List.of();
  private long waitingBytes;
  private State state = State.IDLE;

  /**
   * What a queue may hold.
   *
   * @param messages number of messages
   * @param bytes their size on the wire, together with what is being written
   * @param memory what all queues of the node hold together
   */
  public record Limits(int messages, long bytes, QueueMemory memory) {}

  /**
   * @param closing runs the closing of a slow connection, which must not happen on the thread of
   *     another one's message
   */
  public Connection(String id, ClientTransport transport, Limits limits, Executor closing) {
    this.id = id;
    this.transport = transport;
    this.limits = limits;
    this.closing = closing;
  }

  /** Unique among the connections of all nodes. */
  public String id() {
    return id;
  }

  /** Queues a message behind the ones before it. After the end of the connection it is dropped. */
  public void offer(Outgoing message) {
    synchronized (this) {
      if (state == State.CLOSED) {
        return;
      }
      if (queue.size() < limits.messages()
          && waitingBytes + message.size() <= limits.bytes()
          && limits.memory().hold(message)) {
        queue.add(message);
        waitingBytes += message.size();
        return;
      }
    }
    giveUp(TOO_SLOW);
  }

  /** Bytes that wait for the client or are on their way to it. */
  public synchronized long waitingBytes() {
    return waitingBytes;
  }

  /** Closes the connection for the room that its messages take, soon and on another thread. */
  public void giveUp() {
    giveUp(TOO_SLOW);
  }

  /** Closes the connection of a client that cannot keep up, soon and on another thread. */
  void giveUp(String reason) {
    synchronized (this) {
      if (state == State.CLOSED) {
        return;
      }
      end();
    }
    closing.execute(() -> transport.close(CloseCode.GOING_AWAY, reason));
  }

  /**
   * Writes what is queued, unless a write is under way, whose end does it. Holds no lock while
   * writing.
   */
  public void flush() {
    for (List<Outgoing> batch = next(); !batch.isEmpty(); batch = next()) {
      transport.write(batch, new WriteCompletion());
      if (!endedEarly()) {
        return;
      }
    }
  }

  /** Queues a message and writes. */
  public void send(Outgoing message) {
    offer(message);
    flush();
  }

  /** Asks the client for a sign of life. */
  public void ping() {
    synchronized (this) {
      if (state == State.CLOSED) {
        return;
      }
    }
    transport.ping();
  }

  /** Ends the connection; what is queued is dropped. */
  public void close(int code, String reason) {
    synchronized (this) {
      if (state == State.CLOSED) {
        return;
      }
      end();
    }
    transport.close(code, reason);
  }

  /** The connection has ended by itself. */
  public synchronized void ended() {
    end();
  }

  private synchronized List<Outgoing> next() {
    if (state != State.IDLE || queue.isEmpty()) {
      return List.of();
    }
    state = State.STARTING;
    Outgoing first = queue.remove();
    underWay =
        queue.isEmpty() || transport.messagesPerWrite() == 1 ? List.of(first) : batchAfter(first);
    return underWay;
  }

  private List<Outgoing> batchAfter(Outgoing first) {
    List<Outgoing> batch = new ArrayList<>();
    batch.add(first);
    int bytes = first.size();
    while (!queue.isEmpty()
        && batch.size() < transport.messagesPerWrite()
        && bytes + queue.element().size() <= BYTES_PER_WRITE) {
      Outgoing more = queue.remove();
      batch.add(more);
      bytes += more.size();
    }
    return batch;
  }

  /** The network has taken what was under way. */
  private void written() {
    for (Outgoing message : underWay) {
      waitingBytes -= message.size();
      limits.memory().release(message);
    }
    underWay = List.of();
  }

  private synchronized boolean endedEarly() {
    if (state == State.ENDED_EARLY) {
      state = State.IDLE;
      return true;
    }
    if (state == State.STARTING) {
      state = State.WRITING;
    }
    return false;
  }

  private void end() {
    state = State.CLOSED;
    queue.forEach(limits.memory()::release);
    queue.clear();
    written();
    waitingBytes = 0;
  }

  private final class WriteCompletion implements ClientTransport.Written {

    @Override
    public void completed() {
      synchronized (Connection.this) {
        written();
        if (state == State.STARTING) {
          // The thread inside write() goes on with the queue; doing it here would nest one call in
          // another without end.
          state = State.ENDED_EARLY;
          return;
        }
        if (state == State.WRITING) {
          state = State.IDLE;
        }
      }
      flush();
    }

    @Override
    public void failed(Throwable cause) {
      close(CloseCode.GOING_AWAY, "broken");
    }
  }
}
