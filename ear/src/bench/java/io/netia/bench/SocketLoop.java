package io.netia.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** All sockets of the generator, served by the one thread that calls {@link #runUntil}. */
final class SocketLoop implements AutoCloseable {

  private static final long HEARTBEAT_NANOS = 15_000_000_000L;

  private final Selector selector;
  private final URI server;
  private final List<PhoenixSocket> sockets = new ArrayList<>();
  private long nextHeartbeat = System.nanoTime() + HEARTBEAT_NANOS;

  SocketLoop(String url) throws IOException {
    this.selector = Selector.open();
    this.server = URI.create(url);
  }

  /** Starts to connect; the listener hears {@code opened} from within {@link #runUntil}. */
  PhoenixSocket connect(String query, PhoenixSocket.Listener listener) throws IOException {
    InetSocketAddress address = new InetSocketAddress(server.getHost(), server.getPort());
    PhoenixSocket socket = new PhoenixSocket(selector, address, query, listener);
    sockets.add(socket);
    return socket;
  }

  /**
   * Serves the sockets until the condition holds; fails when it does not within the limit
   * (milliseconds).
   */
  void runUntil(String what, long limitMillis, BooleanSupplier condition) throws IOException {
    long end = System.nanoTime() + limitMillis * 1_000_000;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IOException("not within " + limitMillis + " ms: " + what);
      }
      turn();
    }
  }

  /** Serves the sockets for the given time. */
  void runFor(long millis) throws IOException {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      turn();
    }
  }

  private void turn() throws IOException {
    selector.select(20);
    for (SelectionKey key : selector.selectedKeys()) {
      ((PhoenixSocket) key.attachment()).ready(key);
    }
    selector.selectedKeys().clear();
    if (System.nanoTime() > nextHeartbeat) {
      nextHeartbeat = System.nanoTime() + HEARTBEAT_NANOS;
      for (PhoenixSocket socket : sockets) {
        socket.heartbeat();
      }
    }
  }

  /** Closes every socket that is open, and leaves the loop usable. */
  void closeSockets() throws IOException {
    for (PhoenixSocket socket : sockets) {
      socket.close();
    }
    sockets.clear();
    selector.selectNow();
  }

  @Override
  public void close() throws IOException {
    closeSockets();
    selector.close();
  }
}
