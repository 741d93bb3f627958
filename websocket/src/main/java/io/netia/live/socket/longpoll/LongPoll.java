package io.netia.live.socket.longpoll;

import io.netia.limits.Budget;
import io.netia.live.socket.connect.Handshakes;
import io.netia.live.socket.connect.Sockets;
import io.netia.live.socket.hub.QueueMemory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts {@code /socket/longpoll} into the web application. */
public final class LongPoll {

  private static final String PATH = "/socket/longpoll";

  /** The request attribute of a body that was larger than it may be, and is not there. */
  public static final String TOO_LARGE = LongPoll.class.getName() + ".tooLarge";

  private static final String SESSIONS = LongPoll.class.getName() + ".sessions";

  private LongPoll() {}

  /** Whether a request's query names a session that is open here. */
  public static boolean isKnown(ServletContext context, @Nullable String query) {
    return context.getAttribute(SESSIONS) instanceof LongPollSessions sessions
        && PollAddress.of(query).session().flatMap(sessions::find).isPresent();
  }

  /**
   * Answers the sessions, of which the caller sweeps out the silent ones every second.
   *
   * @param memory holds what is being answered
   * @param answering runs the answers to requests that have waited
   * @param later does something for an address after a while, if it can
   */
  public static LongPollSessions addTo(
      ServletContext context,
      Sockets sockets,
      Handshakes handshakes,
      QueueMemory memory,
      ScheduledExecutorService answering,
      BiPredicate<String, Supplier<Runnable>> later) {
    LongPollSessions sessions =
        new LongPollSessions(
            sockets,
            new LongPollSession.Times(
                Budget.Sockets.LONG_POLL_WAIT, Budget.Sockets.LONG_POLL_SILENT, System::nanoTime),
            Budget.Sockets.LONG_POLL_SESSIONS);
    ServletRegistration.Dynamic servlet =
        context.addServlet(
            "socket-longpoll",
            new LongPollServlet(
                sessions,
                handshakes,
                new WaitingRequest.Answering(answering, memory),
                new LateAnswers(later, memory)));
    context.setAttribute(SESSIONS, sessions);
    servlet.setAsyncSupported(true);
    servlet.addMapping(PATH);
    return sessions;
  }
}
