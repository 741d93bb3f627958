package io.netia.live.socket.endpoint;

import io.netia.live.socket.connect.Handshake;
import io.netia.live.socket.connect.Sockets;
import io.netia.live.socket.dispatch.PhoenixSocket;
import io.netia.live.socket.dispatch.SocketLimits;
import io.netia.live.socket.hub.CloseCode;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/**
 * Carries the container's calls to the sockets. One instance serves all sessions. Public, because
 * the container calls it by reflection.
 */
public final class SocketEndpoint extends Endpoint {

  private static final Logger LOG = System.getLogger(SocketEndpoint.class.getName());
  private static final String SOCKET = PhoenixSocket.class.getName();

  private final Sockets sockets;

  SocketEndpoint(Sockets sockets) {
    this.sockets = sockets;
  }

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    session.setMaxTextMessageBufferSize(SocketLimits.MESSAGE_MAX);
    session.setMaxBinaryMessageBufferSize(SocketLimits.MESSAGE_MAX);
    PhoenixSocket socket =
        sockets.open(
            SessionTransport.of(session, () -> pinged(session)),
            (Handshake) session.getUserPrincipal(),
            known -> session.getUserProperties().put(SOCKET, known));
    session.addMessageHandler(String.class, new TextHandler(socket));
    session.addMessageHandler(ByteBuffer.class, new BinaryHandler(socket));
    session.addMessageHandler(PongMessage.class, new PongHandler(socket));
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    if (session.getUserProperties().remove(SOCKET) instanceof PhoenixSocket socket) {
      sockets.ended(socket);
    }
  }

  @Override
  public void onError(Session session, Throwable thrown) {
    // Mostly peers that vanished, and bytes that are no WebSocket protocol; the container closes
    // with the code that fits.
    LOG.log(Level.DEBUG, "Session failed", thrown);
    if (session.getUserProperties().get(SOCKET) instanceof PhoenixSocket socket) {
      // What does not fit into the container's own buffer, far above our limit, arrives here as a
      // bad argument.
      int code =
          thrown instanceof IllegalArgumentException
              ? CloseCode.TOO_BIG
              : CloseCode.UNEXPECTED_CONDITION;
      socket.close(code, "error");
    }
  }

  private static void pinged(Session session) {
    if (session.getUserProperties().get(SOCKET) instanceof PhoenixSocket socket) {
      socket.noteActivity();
    }
  }

  private static boolean isTooBig(String text) {
    // At most three bytes for each character of a Java text.
    return text.length() * 3 > SocketLimits.MESSAGE_MAX
        && utf8Length(text) > SocketLimits.MESSAGE_MAX;
  }

  private static long utf8Length(String text) {
    return text.codePoints()
        .mapToLong(point -> point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)
        .sum();
  }

  private record TextHandler(PhoenixSocket socket) implements MessageHandler.Whole<String> {

    @Override
    public void onMessage(String text) {
      if (isTooBig(text)) {
        socket.close(CloseCode.TOO_BIG, "message too big");
      } else {
        socket.receive(text);
      }
    }
  }

  private record BinaryHandler(PhoenixSocket socket) implements MessageHandler.Whole<ByteBuffer> {

    @Override
    public void onMessage(ByteBuffer bytes) {
      if (bytes.remaining() > SocketLimits.MESSAGE_MAX) {
        socket.close(CloseCode.TOO_BIG, "message too big");
      } else {
        socket.receive(bytes);
      }
    }
  }

  private record PongHandler(PhoenixSocket socket) implements MessageHandler.Whole<PongMessage> {

    @Override
    public void onMessage(PongMessage pong) {
      socket.noteActivity();
    }
  }
}
