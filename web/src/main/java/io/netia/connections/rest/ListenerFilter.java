package io.netia.connections.rest;

import io.netia.limits.Budget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * Stands before the listener's own HTTP parser. Lets connections in, hands on whole heads that have
 * one meaning with the bodies that belong to them, and answers all others itself.
 */
final class ListenerFilter extends BaseFilter {

  /** Named and without a default, so that the listener keeps nothing of this application. */
  private static final Attribute<HttpConnection> CONNECTION =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("netia.connection");

  private static final Attribute<SocketReads> SOCKET =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("netia.socket");

  private static final byte[] CONTINUE = "HTTP/1.1 100 ".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] SWITCHING = "HTTP/1.1 101 ".getBytes(StandardCharsets.ISO_8859_1);

  private final OpenConnections open;
  private final Failures failures;
  private final boolean isTls;

  ListenerFilter(OpenConnections open, Failures failures, boolean isTls) {
    this.open = open;
    this.failures = failures;
    this.isTls = isTls;
  }

  /** Lets this connection pass from now on. */
  static void forget(NIOConnection connection) {
    CONNECTION.remove(connection);
    SOCKET.remove(connection);
  }

  @Override
  public NextAction handleAccept(FilterChainContext context) {
    try {
      return accept(context);
    } catch (RuntimeException failed) {
      failures.report(failed);
      return context.getInvokeAction();
    }
  }

  private NextAction accept(FilterChainContext context) {
    NIOConnection connection = (NIOConnection) context.getConnection();
    Optional<HttpConnection> admitted = open.admit(connection, isTls);
    if (admitted.isEmpty()) {
      connection.terminateSilently();
      return context.getStopAction();
    }
    CONNECTION.set(connection, admitted.get());
    return context.getInvokeAction();
  }

  @Override
  public NextAction handleRead(FilterChainContext context) throws IOException {
    HttpConnection connection = CONNECTION.get(context.getConnection());
    if (connection == null) {
      return socket(context);
    }
    try {
      return read(context, connection);
    } catch (RuntimeException failed) {
      letPass(connection, failed);
      return context.getInvokeAction();
    }
  }

  private NextAction socket(FilterChainContext context) {
    SocketReads reads = SOCKET.get(context.getConnection());
    if (reads != null && context.getMessage() instanceof Buffer bytes) {
      try {
        if (!reads.read(bytes, open.now())) {
          return refuse(context, reads, bytes);
        }
      } catch (RuntimeException failed) {
        open.sockets().release(reads);
        failures.report(failed);
      }
    }
    return context.getInvokeAction();
  }

  /** The container is not shown what is no frame: it would write some of it to the log. */
  private NextAction refuse(FilterChainContext context, SocketReads reads, Buffer bytes) {
    bytes.tryDispose();
    if (reads.refusal() == 0) {
      PartialMessages.end(reads);
    } else if (open.sockets().refuse(reads, open.now())) {
      Refusals.close(context, reads.refusal(), isTls);
    }
    return context.getStopAction();
  }

  /** A fault of this filter costs its limits, but not the connection. */
  private void letPass(HttpConnection connection, RuntimeException failed) {
    forget(connection.connection());
    failures.report(failed);
    open.release(connection);
    if (connection.state().phase() == Phase.REFUSED) {
      connection.connection().terminateSilently();
    }
  }

  private NextAction read(FilterChainContext context, HttpConnection connection)
      throws IOException {
    Buffer bytes = context.getMessage();
    if (connection.state().phase() == Phase.REFUSED) {
      bytes.tryDispose();
      return context.getStopAction();
    }
    MessageFraming framing = connection.framing();
    return framing.isInBody()
        ? handOn(context, bytes, framing.follow(bytes, bytes.position()))
        : head(context, connection, bytes);
  }

  private NextAction head(FilterChainContext context, HttpConnection connection, Buffer received)
      throws IOException {
    Buffer bytes = MessageFraming.withoutBlankLines(received);
    context.setMessage(bytes);
    if (!bytes.hasRemaining()) {
      return context.getStopAction();
    }
    boolean isPipelined = connection.state().phase() == Phase.SERVING;
    connection.state().headBegins(connection.now());
    Optional<byte[]> head = connection.framing().head(bytes);
    if (head.isEmpty()) {
      return isOther(bytes)
          ? Refusals.answer(context, connection, 400, new byte[0])
          : context.getStopAction(bytes);
    }
    RequestHead parsed = parse(head.get(), connection);
    if (parsed.refusal() != 0) {
      if (isPipelined) {
        context.getConnection().terminateSilently();
        return context.getStopAction();
      }
      return Refusals.answer(context, connection, parsed.refusal(), head.get());
    }
    if (!connection.state().serve(parsed, connection.now())) {
      return context.getStopAction();
    }
    connection.framing().begin(parsed);
    int behindHead = bytes.position() + head.get().length;
    try {
      return handOn(context, bytes, connection.framing().follow(bytes, behindHead));
    } catch (MalformedBodyException malformed) {
      return Refusals.answer(context, connection, 400, head.get());
    }
  }

  private RequestHead parse(byte[] head, HttpConnection connection) {
    if (head.length > Budget.Connections.HEAD_BYTES) {
      return RequestHead.refused(HeadParser.tooLarge(head));
    }
    RequestHead parsed = HeadParser.parse(head);
    int refusal = parsed.refusal() == 0 ? open.refusal(connection) : 0;
    return refusal == 0 ? parsed : RequestHead.refused(refusal);
  }

  /** Something that is no HTTP, such as the beginning of TLS, may never end its line. */
  private static boolean isOther(Buffer bytes) {
    byte first = bytes.get(bytes.position());
    return first != '\r' && !HeadParser.isMethodSign(first);
  }

  /** What belongs to this request goes on; the rest is looked at once this one has its answer. */
  private static NextAction handOn(FilterChainContext context, Buffer bytes, int end) {
    if (end == bytes.limit()) {
      return context.getInvokeAction();
    }
    Buffer rest = bytes.split(end);
    return context.getInvokeAction(rest);
  }

  @Override
  public NextAction handleWrite(FilterChainContext context) {
    HttpConnection connection = CONNECTION.get(context.getConnection());
    if (connection != null && context.getMessage() instanceof Buffer bytes) {
      try {
        write(connection, bytes);
      } catch (RuntimeException failed) {
        letPass(connection, failed);
      }
    }
    return context.getInvokeAction();
  }

  private void write(HttpConnection connection, Buffer bytes) {
    if (connection.state().mayBecomeTunnel()) {
      if (beginsWith(bytes, SWITCHING)) {
        open.release(connection);
        SOCKET.set(connection.connection(), open.sockets().begin(connection));
        return;
      }
      if (!beginsWith(bytes, CONTINUE)) {
        connection.state().answerBegins();
      }
    }
    connection.queued(bytes.remaining());
  }

  private static boolean beginsWith(Buffer bytes, byte[] beginning) {
    if (bytes.remaining() < beginning.length) {
      return false;
    }
    for (int i = 0; i < beginning.length; i++) {
      if (bytes.get(bytes.position() + i) != beginning[i]) {
        return false;
      }
    }
    return true;
  }

  /** Behind the parser: an answer is complete. */
  static void answered(FilterChainContext context) {
    HttpConnection connection = CONNECTION.get(context.getConnection());
    if (connection != null) {
      connection.state().answered(!connection.framing().isInBody(), connection.now());
    }
  }
}
