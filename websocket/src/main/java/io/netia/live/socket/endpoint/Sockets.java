package io.netia.live.socket.endpoint;

import io.netia.live.socket.dispatch.PhoenixSocket;
import io.netia.live.socket.hub.CloseCode;
import io.netia.live.socket.hub.Connection;
import jakarta.websocket.Session;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** All open sockets of this node. */
final class Sockets {

  private final Set<PhoenixSocket> open = ConcurrentHashMap.newKeySet();
  private final PhoenixSocket.Surroundings surroundings;
  private final Connection.Limits limits;
  private final Executor closing;

  Sockets(PhoenixSocket.Surroundings surroundings, Connection.Limits limits, Executor closing) {
    this.surroundings = surroundings;
    this.limits = limits;
    this.closing = closing;
  }

  PhoenixSocket open(Session session, Handshake handshake) {
    String id = UUID.randomUUID().toString();
    Connection connection = new Connection(id, SessionPipe.of(session), limits, closing);
    PhoenixSocket socket =
        new PhoenixSocket(surroundings, connection, handshake.version(), handshake.agent());
    open.add(socket);
    return socket;
  }

  void ended(PhoenixSocket socket) {
    open.remove(socket);
    socket.ended();
  }

  /**
   * Closes the silent ones. One pass over all of them every few seconds costs less than a timer for
   * each.
   */
  void closeSilent() {
    open.forEach(PhoenixSocket::closeIfSilent);
  }

  /** Tells all clients that the server stops and will be back. */
  void closeAll() {
    open.forEach(socket -> socket.close(CloseCode.SERVICE_RESTART, "restart"));
  }

  int count() {
    return open.size();
  }
}
