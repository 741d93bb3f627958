package io.netia.live.socket.endpoint;

import io.netia.live.socket.hub.ClientTransport;
import io.netia.live.socket.protocol.Outgoing;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;

/** A session of any WebSocket container, by its standard interface alone. */
final class SessionTransport implements ClientTransport {

  private static final Logger LOG = System.getLogger(SessionTransport.class.getName());

  private final Session session;

  private SessionTransport(Session session) {
    this.session = session;
  }

  /**
   * The fastest pipe that this container offers.
   *
   * @param pinged called when the client pings, where the container lets that be known
   */
  static ClientTransport of(Session session, Runnable pinged) {
    ClientTransport standard = new SessionTransport(session);
    return TyrusTransport.of(session, standard, pinged).orElse(standard);
  }

  @Override
  public int messagesPerWrite() {
    return 1;
  }

  @Override
  public void write(List<Outgoing> messages, Written written) {
    try {
      session
          .getAsyncRemote()
          .sendText(
              messages.get(0).text(),
              result -> {
                if (result.isOK()) {
                  written.completed();
                } else {
                  written.failed(result.getException());
                }
              });
    } catch (IllegalStateException closed) {
      written.failed(closed);
    }
  }

  @Override
  public void ping() {
    try {
      session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
    } catch (IOException | IllegalStateException gone) {
      // Its silence closes it.
      LOG.log(Level.DEBUG, "Session could not be pinged", gone);
    }
  }

  @Override
  public void close(int code, String reason) {
    try {
      session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
    } catch (IOException | IllegalStateException gone) {
      // It has ended by itself meanwhile.
      LOG.log(Level.DEBUG, "Session closed already", gone);
    }
  }
}
