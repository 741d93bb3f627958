package io.netia.connections.rest;

import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.NIOConnection;

/** Answers requests that nothing behind the listener gets to see, and ends their connections. */
final class Refusals {

  /** The first byte of a whole frame that closes (RFC 6455, section 5.5.1). */
  private static final byte CLOSE = (byte) 0x88;

  private Refusals() {}

  /**
   * Answers on the thread that has read the request.
   *
   * @param head what has come of it
   */
  static NextAction answer(
      FilterChainContext context, HttpConnection connection, int status, byte[] head) {
    RefusalCounters.count(
        status == 429 || status == 503 ? RefusalReason.UNREAD : RefusalReason.HEAD);
    connection.state().refused(connection.now());
    Buffer received = context.getMessage();
    context.write(Buffers.wrap(context.getMemoryManager(), RefusedRequest.answer(status, head)));
    received.tryDispose();
    endOutput(connection);
    return context.getStopAction();
  }

  /**
   * Answers a head that did not come in time. Written past the listener's queue, which is empty
   * then, because this is no thread of the listener's.
   */
  static void answerLate(HttpConnection connection) {
    RefusalCounters.count(RefusalReason.HEAD);
    connection.state().refused(connection.now());
    if (connection.isTls() || connection.state().unsent() > 0) {
      connection.connection().terminateSilently();
      return;
    }
    try {
      SocketChannel channel = (SocketChannel) connection.connection().getChannel();
      channel.write(ByteBuffer.wrap(RefusedRequest.answer(408, new byte[0])));
      endOutput(connection);
    } catch (IOException gone) {
      connection.connection().terminateSilently();
    }
  }

  /** Sends a WebSocket the reason of its end. */
  static void close(FilterChainContext context, int code, boolean isTls) {
    byte[] frame = {CLOSE, 2, (byte) (code >> 8), (byte) code};
    Connection<?> connection = context.getConnection();
    context.write(
        Buffers.wrap(context.getMemoryManager(), frame),
        new EmptyCompletionHandler<>() {
          @Override
          public void completed(WriteResult written) {
            if (!isTls) {
              endOutput((NIOConnection) connection);
            }
          }
        });
  }

  /** The answer would be lost if the connection were closed while something still comes. */
  private static void endOutput(HttpConnection connection) {
    if (!connection.isTls() && connection.state().unsent() == 0) {
      endOutput(connection.connection());
    }
  }

  private static void endOutput(NIOConnection connection) {
    if (connection.getChannel() instanceof SocketChannel channel) {
      try {
        channel.shutdownOutput();
      } catch (IOException gone) {
        connection.terminateSilently();
      }
    }
  }
}
