package io.netia.live.socket.longpoll;

import io.netia.live.socket.hub.QueueMemory;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A servlet's request: answered by its own thread when there are frames, else it waits without a
 * thread.
 */
final class WaitingRequest implements Poll, AsyncListener {

  private static final Logger LOG = System.getLogger(WaitingRequest.class.getName());

  /**
   * How long the container's thread may take to leave the request. Payara takes a request that is
   * completed by another thread meanwhile for two: it ends it twice.
   */
  private static final long LEAVING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Answering answering;
  private final Consumer<Poll> onHangUp;
  private @Nullable Answer known;
  private @Nullable AsyncContext waiting;
  private long leftAt;

  /**
   * How requests that have waited are answered.
   *
   * @param executor runs answers, on threads that serve no other request: the container takes
   *     whatever this one holds in its thread for that one's
   * @param memory holds them until the network has taken them
   */
  record Answering(ScheduledExecutorService executor, QueueMemory memory) {}

  WaitingRequest(
      HttpServletRequest request,
      HttpServletResponse response,
      Answering answering,
      Consumer<Poll> onHangUp) {
    this.request = request;
    this.response = response;
    this.answering = answering;
    this.onHangUp = onHangUp;
  }

  @Override
  public void answer(Answer answer) {
    AsyncContext context;
    long early;
    synchronized (this) {
      known = answer;
      if (waiting == null) {
        return;
      }
      context = waiting;
      early = LEAVING_NANOS - (System.nanoTime() - leftAt);
    }
    ScheduledFuture<?> unused =
        answering
            .executor()
            .schedule(
                () -> NonBlockingAnswer.write(context, answer, answering.memory()),
                Math.max(0, early),
                TimeUnit.NANOSECONDS);
  }

  /** The request's own thread leaves it, with the answer if there is one already. */
  void leave() throws IOException {
    Answer answer;
    synchronized (this) {
      answer = known;
      if (answer == null) {
        waiting = request.startAsync();
        // The sweep over all sessions ends it in time.
        waiting.setTimeout(0);
        waiting.addListener(this);
        leftAt = System.nanoTime();
        return;
      }
    }
    answer.writeTo(response);
  }

  @Override
  public void onError(AsyncEvent event) {
    LOG.log(Level.DEBUG, "A waiting request broke", event.getThrowable());
    onHangUp.accept(this);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    onHangUp.accept(this);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    // Answered, or given up by the container, which was reported before.
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // It is started once.
  }
}
