package io.netia.live.socket.endpoint;

import io.netia.live.socket.hub.ClientTransport;
import io.netia.live.socket.protocol.Outgoing;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;

/**
 * Short cuts through Tyrus, which Payara serves WebSocket with; they reach for private fields, so
 * that a new version may end them. Then sessions are served by the standard interface, slower, and
 * a warning is logged.
 *
 * <ul>
 *   <li>Tyrus restarts a session's idle timer with every frame, in and out, even when there is no
 *       timeout; on this server that was 41 % of all work for a message and 83 % in a room of 1
 *       000. The timer is taken out: silent sockets are closed by a sweep of our own.
 *   <li>{@code sendText} encodes a message again for every receiver and writes it alone. Here the
 *       bytes of the frame, which are the same for all, go straight to the connection's writer,
 *       several messages at once.
 *   <li>Pings are counted ({@link PongWriter}).
 * </ul>
 */
final class TyrusTransport implements ClientTransport {

  private static final Logger LOG = System.getLogger(TyrusTransport.class.getName());
  private static final int MESSAGES_PER_WRITE = 64;

  /** A final frame with opcode 9 and nothing in it (RFC 6455, section 5.5.2). */
  private static final byte[] PING = {(byte) 0x89, 0};

  private static final AtomicBoolean WARNED = new AtomicBoolean();

  /** Takes every task and runs none. */
  private static final ScheduledExecutorService NO_TIMER =
      (ScheduledExecutorService)
          Proxy.newProxyInstance(
              TyrusTransport.class.getClassLoader(),
              new Class<?>[] {ScheduledExecutorService.class},
              (proxy, method, arguments) -> null);

  private final Writer writer;
  private final ClientTransport standard;

  private TyrusTransport(Writer writer, ClientTransport standard) {
    this.writer = writer;
    this.standard = standard;
  }

  /**
   * Takes the short cuts of a session, and leaves it as it is when there are none.
   *
   * @param standard the session's ordinary pipe, which closes it
   * @param pinged called when the client pings
   */
  static Optional<ClientTransport> of(Session session, ClientTransport standard, Runnable pinged) {
    try {
      Object remote = value(session.getClass(), "asyncRemote", session);
      Object webSocket = value(remote.getClass().getSuperclass(), "webSocket", remote);
      Object protocol = value(webSocket.getClass(), "protocolHandler", webSocket);
      Writer writer = (Writer) value(protocol.getClass(), "writer", protocol);
      field(session.getClass(), "service").set(session, NO_TIMER);
      field(protocol.getClass(), "writer").set(protocol, new PongWriter(writer, pinged));
      return Optional.of(new TyrusTransport(writer, standard));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError changed) {
      if (WARNED.compareAndSet(false, true)) {
        LOG.log(
            Level.WARNING,
            "WebSocket sessions take the slow path: this Tyrus has changed",
            changed);
      }
      return Optional.empty();
    }
  }

  private static Object value(Class<?> type, String name, Object owner)
      throws ReflectiveOperationException {
    return field(type, name).get(owner);
  }

  private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  @Override
  public int messagesPerWrite() {
    return MESSAGES_PER_WRITE;
  }

  @Override
  public void write(List<Outgoing> messages, Written written) {
    writer.write(
        bytes(messages),
        new CompletionHandler<ByteBuffer>() {
          @Override
          public void completed(ByteBuffer result) {
            written.completed();
          }

          @Override
          public void failed(Throwable cause) {
            written.failed(cause);
          }

          @Override
          public void cancelled() {
            written.failed(new IllegalStateException("The write was cancelled"));
          }
        });
  }

  /** Beside what is being written: the connection takes whole frames in turn. */
  @Override
  public void ping() {
    writer.write(ByteBuffer.wrap(PING), new CompletionHandler<ByteBuffer>() {});
  }

  private static ByteBuffer bytes(List<Outgoing> messages) {
    if (messages.size() == 1) {
      return messages.get(0).frame();
    }
    ByteBuffer joined = ByteBuffer.allocate(messages.stream().mapToInt(Outgoing::size).sum());
    messages.forEach(message -> message.appendTo(joined));
    return joined.flip();
  }

  @Override
  public void close(int code, String reason) {
    standard.close(code, reason);
  }
}
