package io.netia.live.socket.longpoll;

import io.netia.live.socket.connect.Admission;
import io.netia.live.socket.connect.Handshake;
import io.netia.live.socket.connect.Sockets;
import io.netia.live.socket.dispatch.PhoenixSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions of this node. Another node knows nothing of them: their clients begin anew there.
 */
public final class LongPollSessions {

  /** How often {@link #sweep} is to be called. */
  public static final Duration SWEEP = Duration.ofSeconds(1);

  private final Map<String, LongPollSession> sessions = new ConcurrentHashMap<>();
  private final SessionTokens tokens = new SessionTokens();
  private final Sockets sockets;
  private final LongPollSession.Times times;
  private final int most;

  LongPollSessions(Sockets sockets, LongPollSession.Times times, int most) {
    this.sockets = sockets;
    this.times = times;
    this.most = most;
  }

  /** Whether another session from this address may begin. */
  Admission.Answer admit(String address) {
    return sockets.admit(address);
  }

  /** Counts a request for a session that is not there; false when its address sends too many. */
  boolean takeUnknown(String address) {
    return sockets.takeUnknownSession(address);
  }

  /** Begins a session; empty when there are too many. */
  Optional<String> begin(Handshake handshake) {
    if (sessions.size() >= most) {
      return Optional.empty();
    }
    LongPollSession session = new LongPollSession(tokens.next(), times, this::ended);
    PhoenixSocket unused =
        sockets.open(
            session,
            handshake,
            socket -> {
              session.serve(socket);
              sessions.put(session.token(), session);
            });
    return Optional.of(session.token());
  }

  Optional<LongPollSession> find(String token) {
    return Optional.ofNullable(sessions.get(token));
  }

  private void ended(LongPollSession session) {
    sessions.remove(session.token());
    sockets.ended(session.socket());
  }

  /** One pass over all of them costs less than a timer for each. */
  public void sweep() {
    sessions.values().forEach(LongPollSession::sweep);
  }

  /** How many there are; for monitoring. */
  public int count() {
    return sessions.size();
  }
}
