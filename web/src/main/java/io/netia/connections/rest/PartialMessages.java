package io.netia.connections.rest;

import io.netia.limits.Budget;
import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * The memory of all messages of WebSockets that have come in part. The WebSocket container keeps
 * what has come until the rest is there, for each socket as much as a message may have, and for as
 * long as the socket gives a sign of life.
 */
final class PartialMessages {

  private static final int SHARE_OF_ONE = 4;

  private final long most;
  private final AtomicLong held = new AtomicLong();
  private final Map<String, Long> byAddress = new ConcurrentHashMap<>();
  private final Set<SocketReads> sockets = ConcurrentHashMap.newKeySet();
  private final Set<SocketReads> waiting = ConcurrentHashMap.newKeySet();
  private final Map<SocketReads, Long> refused = new ConcurrentHashMap<>();

  /**
   * Nothing has come yet.
   *
   * @param most bytes of all of them
   */
  PartialMessages(long most) {
    this.most = most;
  }

  /** A connection becomes a WebSocket. */
  SocketReads begin(HttpConnection connection) {
    NIOConnection socket = connection.connection();
    SocketReads reads =
        new SocketReads(socket, this, connection.address().key(), connection.address().isProxy());
    sockets.add(reads);
    socket.addCloseListener(reads);
    return reads;
  }

  /**
   * More, or less, has come in part.
   *
   * @return whether there was room for it
   */
  boolean change(SocketReads one, long bytes, boolean isPartial) {
    if (isPartial) {
      waiting.add(one);
    } else {
      waiting.remove(one);
    }
    long all = held.addAndGet(bytes);
    long ofAddress = byAddress.merge(one.address(), bytes, Long::sum);
    if (ofAddress == 0) {
      byAddress.remove(one.address(), 0L);
    }
    boolean isTooMuch = all > most || (!one.isProxy() && ofAddress > most / SHARE_OF_ONE);
    return bytes <= 0 || !isTooMuch;
  }

  /** Ends a socket for what it has sent in part. */
  static void end(SocketReads one) {
    RefusalCounters.count(RefusalReason.SOCKET_MESSAGE);
    one.connection().terminateSilently();
  }

  /**
   * A socket has sent what is no frame. The reason sent to it would be lost if the connection were
   * closed while something still comes.
   *
   * @return false when it has been refused before
   */
  boolean refuse(SocketReads one, long now) {
    boolean isFirst = refused.putIfAbsent(one, now) == null;
    if (isFirst) {
      RefusalCounters.count(RefusalReason.SOCKET_FRAME);
    }
    return isFirst;
  }

  /** Ends those whose message has been coming for too long, and those that were asked to end. */
  void expire(long now) {
    refused.forEach(
        (one, since) -> {
          if (now - since > Budget.Connections.REFUSED.toNanos()) {
            one.connection().terminateSilently();
          }
        });
    for (SocketReads one : waiting) {
      if (now - one.since() > Budget.Sockets.MESSAGE_TIME.toNanos()) {
        end(one);
      }
    }
  }

  /** A socket is closed. */
  void release(SocketReads one) {
    if (sockets.remove(one)) {
      one.leave();
      refused.remove(one);
      one.connection().removeCloseListener(one);
      ListenerFilter.forget(one.connection());
    }
  }

  /** The application goes, and the server keeps nothing of it with any socket. */
  void releaseAll() {
    sockets.forEach(this::release);
  }

  /** Bytes that have come in part. */
  long held() {
    return held.get();
  }
}
