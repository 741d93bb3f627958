package io.netia.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** All sockets of the generator, served by the one thread that calls {@link #runUntil}. */
final class SocketLoop implements AutoCloseable {

  /** As deployed clients do. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(30);

  /**
   * Connections from one address. Beyond that local ports run short, and the next loopback address
   * is used.
   */
  private static final int PER_ADDRESS = 20_000;

  private static final int CLOSED_AT_ONCE = 50;
  private static final Duration CLOSING_PAUSE = Duration.ofMillis(10);

  /** Heartbeats that have become due are not held up for longer. */
  private static final long LONGEST_WAIT_MILLIS = 20;

  private static final byte[] BEAT = Frames.heartbeat();

  private final int perAddress;
  private final Selector selector;
  private final InetSocketAddress server;
  private final Inbox inbox = new Inbox();
  private final List<PhoenixSocket> sockets = new ArrayList<>();
  private int connected;
  private int beating;
  private long beatenAt = System.nanoTime();
  private long beats;

  SocketLoop(String url) throws IOException {
    this(url, PER_ADDRESS);
  }

  /** With so many connections from each loopback address, as people come from many of them. */
  SocketLoop(String url, int perAddress) throws IOException {
    this.perAddress = perAddress;
    URI address = URI.create(url);
    this.selector = Selector.open();
    this.server = new InetSocketAddress(address.getHost(), address.getPort());
  }

  /** Starts to connect; the listener gets {@code opened} from within {@link #runUntil}. */
  PhoenixSocket connect(String query, PhoenixSocket.Listener listener) throws IOException {
    PhoenixSocket socket =
        new PhoenixSocket(selector, inbox, localAddress(), server, query, listener);
    sockets.add(socket);
    return socket;
  }

  private InetAddress localAddress() throws IOException {
    int last = 1 + connected++ / perAddress % 250;
    return last == 1 ? null : InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
  }

  /** Serves the sockets until the condition holds; fails when it does not within the limit. */
  void runUntil(Supplier<String> what, Duration limit, BooleanSupplier condition)
      throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("not within " + limit.toSeconds() + " s: " + what.get());
      }
      turn(end);
    }
  }

  /** Serves the sockets for the given time. */
  void runFor(Duration time) throws IOException {
    runTo(System.nanoTime() + time.toNanos());
  }

  /** Serves the sockets until then, in terms of {@link System#nanoTime}. */
  void runTo(long end) throws IOException {
    while (System.nanoTime() - end < 0) {
      turn(end);
    }
  }

  private void turn(long end) throws IOException {
    try {
      long millis = (end - System.nanoTime()) / 1_000_000;
      selector.select(SocketLoop::serve, Math.max(1, Math.min(millis, LONGEST_WAIT_MILLIS)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    beat();
  }

  private static void serve(SelectionKey key) {
    try {
      ((PhoenixSocket) key.attachment()).ready();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the heartbeats that are due: spread evenly over time, as with clients that came so. */
  private void beat() throws IOException {
    if (sockets.isEmpty()) {
      beatenAt = System.nanoTime();
      return;
    }
    long interval = HEARTBEAT.toNanos() / sockets.size();
    long due = Math.min((System.nanoTime() - beatenAt) / interval, sockets.size());
    beatenAt += due * interval;
    for (long i = 0; i < due; i++) {
      beating = (beating + 1) % sockets.size();
      beat(sockets.get(beating));
    }
  }

  /** Sends a heartbeat on a socket that is open. */
  void beat(PhoenixSocket socket) throws IOException {
    if (socket.isOpen()) {
      socket.send(BEAT);
      beats++;
    }
  }

  /** Heartbeats sent so far. */
  long beats() {
    return beats;
  }

  /** Forgets a socket that is closed. */
  void forget(PhoenixSocket socket) {
    sockets.remove(socket);
  }

  /** Cuts every connection at once, and leaves the loop usable. */
  void cutSockets() throws IOException {
    for (PhoenixSocket socket : sockets) {
      socket.cut();
    }
    sockets.clear();
    selector.selectNow();
  }

  /**
   * Closes every socket that is open, a few at a time, because ten thousand at once would be a
   * storm that nobody asked for; leaves the loop usable.
   */
  void closeSockets() throws IOException {
    int closed = 0;
    for (PhoenixSocket socket : sockets) {
      socket.close();
      if (++closed % CLOSED_AT_ONCE == 0) {
        LockSupport.parkNanos(CLOSING_PAUSE.toNanos());
      }
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
