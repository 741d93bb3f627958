package io.netia.live.socket.connect;

import io.netia.live.socket.dispatch.PhoenixSocket;
import io.netia.live.socket.hub.CloseCode;
import io.netia.live.socket.hub.Connection;
import io.netia.live.socket.hub.Pipe;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** All open sockets of this node. */
public final class Sockets {

  private final Set<PhoenixSocket> open = ConcurrentHashMap.newKeySet();
  private final PhoenixSocket.Surroundings surroundings;
  private final Connection.Limits limits;
  private final Executor closing;

  /**
   * @param closing runs the closing of slow connections
   */
  public Sockets(
      PhoenixSocket.Surroundings surroundings, Connection.Limits limits, Executor closing) {
    this.surroundings = surroundings;
    this.limits = limits;
    this.closing = closing;
  }

  /** Opens a socket over a way to the client. */
  public PhoenixSocket open(Pipe pipe, Handshake handshake) {
    String id = UUID.randomUUID().toString();
    Connection connection = new Connection(id, pipe, limits, closing);
    PhoenixSocket socket =
        new PhoenixSocket(surroundings, connection, handshake.version(), handshake.agent());
    open.add(socket);
    return socket;
  }

  /** The connection of a socket is gone. Safe to call twice. */
  public void ended(PhoenixSocket socket) {
    open.remove(socket);
    socket.ended();
  }

  /**
   * Closes the silent ones. One pass over all of them every few seconds costs less than a timer for
   * each.
   */
  public void closeSilent() {
    open.forEach(PhoenixSocket::closeIfSilent);
  }

  /** Tells all clients that the server stops and will be back. */
  public void closeAll() {
    open.forEach(socket -> socket.close(CloseCode.SERVICE_RESTART, "restart"));
  }

  /** How many are open; for monitoring. */
  public int count() {
    return open.size();
  }
}
