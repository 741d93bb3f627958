package io.netia.live.socket.longpoll;

import io.netia.limits.Budget;
import io.netia.live.socket.connect.ConnectParameters;
import io.netia.live.socket.connect.Handshake;
import io.netia.live.socket.connect.Handshakes;
import io.netia.live.socket.dispatch.PhoenixSocket;
import io.netia.live.socket.hub.CloseCode;
import io.netia.tenancy.service.FailureLog;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Begins sessions, lets their requests wait, and takes their frames. Any origin may, as with a
 * WebSocket; no cookie counts.
 */
final class LongPollServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = System.getLogger(LongPollServlet.class.getName());

  /** Where clients put the token that browsers let them put into a subprotocol elsewhere. */
  private static final String TOKEN_HEADER = "x-phoenix-authtoken";

  private static final String PREFLIGHT_SECONDS = "3600";

  private final transient LongPollSessions sessions;
  private final transient Handshakes handshakes;
  private final transient WaitingRequest.Answering answering;
  private final transient LateAnswers late;

  LongPollServlet(
      LongPollSessions sessions,
      Handshakes handshakes,
      WaitingRequest.Answering answering,
      LateAnswers late) {
    this.sessions = sessions;
    this.handshakes = handshakes;
    this.answering = answering;
    this.late = late;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("cache-control", "no-store");
    response.setContentType("application/json;charset=utf-8");
    switch (request.getMethod()) {
      case "GET" -> get(request, response);
      case "POST" -> post(request, response);
      case "OPTIONS" -> preflight(request, response);
      default -> response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    }
  }

  private void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
    PollAddress address = PollAddress.of(request.getQueryString());
    if (address.session().isEmpty()) {
      begin(address.parameters().orToken(request.getHeader(TOKEN_HEADER)), request, response);
      return;
    }
    String token = address.session().get();
    Optional<LongPollSession> session = sessions.find(token);
    if (session.isPresent()) {
      WaitingRequest waiting =
          new WaitingRequest(request, response, answering, session.get()::abandoned);
      session.get().poll(waiting);
      waiting.leave();
    } else {
      unknown(request, response, token.equals(Answer.GONE_TOKEN) ? Answer.FAILED : Answer.GONE);
    }
  }

  private void begin(
      ConnectParameters parameters, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String from = addressOf(request);
    switch (sessions.admit(from)) {
      case ADMITTED -> begin(parameters, from).writeTo(response);
      case ADDRESS_FULL -> late.answer(request, response, from, Answer.FAILED);
      case NODE_FULL -> Answer.FAILED.writeTo(response);
    }
  }

  private String addressOf(HttpServletRequest request) {
    return handshakes.addressOf(request.getRemoteAddr(), request.getHeaders("X-Forwarded-For"));
  }

  /** At once for clients that connect anew upon it, and later for what asks again and again. */
  private void unknown(HttpServletRequest request, HttpServletResponse response, Answer answer)
      throws IOException {
    String from = addressOf(request);
    if (sessions.takeUnknown(from)) {
      answer.writeTo(response);
    } else {
      late.answer(request, response, from, answer);
    }
  }

  private Answer begin(ConnectParameters parameters, String from) {
    try {
      Optional<Handshake> handshake = handshakes.of(parameters, from);
      if (handshake.isEmpty()) {
        return Answer.REFUSED;
      }
      return sessions.begin(handshake.get()).map(Answer::begun).orElse(Answer.FAILED);
    } catch (RuntimeException failed) {
      // Any other answer than a status that it knows would end the client for good.
      FailureLog.report(LOG, () -> "A connect by long-poll failed", failed);
      return Answer.FAILED;
    }
  }

  private void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<LongPollSession> session =
        PollAddress.of(request.getQueryString()).session().flatMap(sessions::find);
    if (session.isPresent()) {
      take(request, session.get()).writeTo(response);
    } else {
      unknown(request, response, Answer.UNKNOWN);
    }
  }

  private static Answer take(HttpServletRequest request, LongPollSession session)
      throws IOException {
    byte[] body = request.getInputStream().readNBytes(Budget.Bodies.LONG_POLL + 1);
    boolean isTooLarge =
        request.getAttribute(LongPoll.TOO_LARGE) != null || body.length > Budget.Bodies.LONG_POLL;
    List<Consumer<PhoenixSocket>> frames =
        isTooLarge ? List.of() : Frames.of(request.getContentType(), body);
    if (isTooLarge || frames.size() > Budget.Sockets.LONG_POLL_FRAMES) {
      session.socket().close(CloseCode.TOO_BIG, "request too big");
      return Answer.TOO_BIG;
    }
    return session.handle(frames) ? Answer.TAKEN : Answer.UNKNOWN;
  }

  private static void preflight(HttpServletRequest request, HttpServletResponse response) {
    String headers = request.getHeader("access-control-request-headers");
    if (headers != null) {
      response.setHeader("access-control-allow-headers", headers);
    }
    response.setHeader("access-control-allow-methods", "get, post, options");
    response.setHeader("access-control-max-age", PREFLIGHT_SECONDS);
  }
}
