package io.netia.live.socket.longpoll;

import io.netia.limits.Budget;
import io.netia.live.socket.dispatch.PhoenixSocket;
import io.netia.live.socket.hub.ClientTransport;
import io.netia.live.socket.hub.CloseCode;
import io.netia.live.socket.protocol.Outgoing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection. Between two polls the messages of one write wait here and the others in
 * the bounded queue behind it; a poll takes both. Frames of requests that come at the same time are
 * handled one after the other by the thread of the first. Nothing is answered or handled under the
 * lock.
 */
final class LongPollSession implements ClientTransport {

  private static final int MESSAGES_PER_WRITE = 64;
  private static final int BYTES_PER_ANSWER = 1024 * 1024;

  private final String token;
  private final Times times;
  private final Consumer<LongPollSession> onEnd;
  private final Deque<Consumer<PhoenixSocket>> frames = new ArrayDeque<>(2);
  private @Nullable PhoenixSocket socket;
  private List<Outgoing> messages = new ArrayList<>(2);
  private @Nullable Written written;
  private @Nullable Poll waiting;
  private long since;
  private boolean isAnswering;
  private boolean isHandling;
  private boolean hasEnded;

  /**
   * How long things last.
   *
   * @param held a request waits at most
   * @param kept a client stays away between two requests at most
   */
  record Times(Duration held, Duration kept, LongSupplier nanos) {}

  /**
   * @param onEnd called once, when the session has ended for whatever reason
   */
  LongPollSession(String token, Times times, Consumer<LongPollSession> onEnd) {
    this.token = token;
    this.times = times;
    this.onEnd = onEnd;
    this.since = times.nanos().getAsLong();
  }

  String token() {
    return token;
  }

  /** Sets what handles the client's frames, before the token is handed out. */
  void serve(PhoenixSocket handler) {
    socket = handler;
  }

  PhoenixSocket socket() {
    return Objects.requireNonNull(socket, "served by no socket yet");
  }

  @Override
  public int messagesPerWrite() {
    return MESSAGES_PER_WRITE;
  }

  @Override
  public void write(List<Outgoing> batch, Written whenTaken) {
    synchronized (this) {
      if (hasEnded) {
        return;
      }
      messages.addAll(batch);
      written = whenTaken;
    }
    deliver();
  }

  /** Lets a request wait for news. An earlier one that still waits is sent back without any. */
  void poll(Poll poll) {
    socket().noteActivity();
    Poll earlier;
    synchronized (this) {
      earlier = hasEnded ? poll : waiting;
      waiting = hasEnded ? null : poll;
      since = times.nanos().getAsLong();
    }
    if (earlier == poll) {
      poll.answer(Answer.GONE);
      return;
    }
    if (earlier != null) {
      earlier.answer(Answer.nothing(token));
    }
    deliver();
  }

  /** The client of a waiting request has hung up. */
  synchronized void abandoned(Poll poll) {
    if (waiting == poll) {
      waiting = null;
      since = times.nanos().getAsLong();
    }
  }

  /** Answers the waiting request, when there are both, with all that is queued. */
  private void deliver() {
    synchronized (this) {
      if (waiting == null || messages.isEmpty() || isAnswering) {
        return;
      }
      isAnswering = true;
    }
    // Each time, the queue behind hands over its next messages by another write.
    for (Written taken = takeWritten(); taken != null; taken = takeWritten()) {
      taken.completed();
    }
    Poll poll;
    List<Outgoing> news;
    Written last;
    synchronized (this) {
      isAnswering = false;
      poll = waiting;
      if (poll == null) {
        return;
      }
      news = messages;
      last = written;
      messages = new ArrayList<>(2);
      written = null;
      waiting = null;
      since = times.nanos().getAsLong();
    }
    poll.answer(Answer.messages(token, news));
    if (last != null) {
      last.completed();
    }
  }

  private synchronized @Nullable Written takeWritten() {
    if (messages.stream().mapToInt(Outgoing::size).sum() > BYTES_PER_ANSWER) {
      return null;
    }
    Written taken = written;
    written = null;
    return taken;
  }

  /**
   * Handles what the client sent, behind what it sent before. That its own frames end the session
   * is sent to its poll alone: clients before 1.7 that get an end twice lose the join in between.
   *
   * @return false when the session had ended before, or too much waits
   */
  boolean handle(List<Consumer<PhoenixSocket>> sent) {
    boolean isTooMuch;
    boolean isTaken;
    synchronized (this) {
      isTooMuch =
          !frames.isEmpty()
              && frames.size() + sent.size() > Budget.Sockets.LONG_POLL_WAITING_FRAMES;
      isTaken = !isTooMuch && !hasEnded;
      if (isTaken) {
        frames.addAll(sent);
      }
    }
    if (isTooMuch) {
      socket().close(CloseCode.GOING_AWAY, "too fast");
    }
    for (Consumer<PhoenixSocket> frame = next(); frame != null; frame = handled()) {
      accept(frame);
    }
    return isTaken;
  }

  private void accept(Consumer<PhoenixSocket> frame) {
    try {
      frame.accept(socket());
    } catch (RuntimeException failed) {
      // Frames behind it would not be handled; the client begins anew.
      socket().close(CloseCode.UNEXPECTED_CONDITION, "error");
      throw failed;
    }
  }

  /** The first frame to handle, unless another thread is at it. */
  private synchronized @Nullable Consumer<PhoenixSocket> next() {
    if (isHandling) {
      return null;
    }
    isHandling = !frames.isEmpty();
    return frames.poll();
  }

  private synchronized @Nullable Consumer<PhoenixSocket> handled() {
    isHandling = !frames.isEmpty();
    return frames.poll();
  }

  /** Answers a poll that has waited long enough, and ends a session without polls. */
  void sweep() {
    Poll poll;
    synchronized (this) {
      long passed = times.nanos().getAsLong() - since;
      if (passed < (waiting == null ? times.kept() : times.held()).toNanos()) {
        return;
      }
      poll = waiting;
      waiting = null;
      since = times.nanos().getAsLong();
    }
    if (poll == null) {
      close(CloseCode.GOING_AWAY, "gone");
    } else {
      poll.answer(Answer.nothing(token));
    }
  }

  @Override
  public void close(int code, String reason) {
    Poll poll;
    synchronized (this) {
      if (hasEnded) {
        return;
      }
      hasEnded = true;
      poll = waiting;
      waiting = null;
      written = null;
      messages.clear();
      frames.clear();
    }
    onEnd.accept(this);
    if (poll != null) {
      // Upon this every client connects anew at once.
      poll.answer(Answer.FAILED);
    }
  }
}
