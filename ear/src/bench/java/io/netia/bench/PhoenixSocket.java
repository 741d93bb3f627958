package io.netia.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One WebSocket of the Phoenix protocol 2. Served by the loop's thread; any thread may send. */
final class PhoenixSocket {

  interface Listener {
    void opened(PhoenixSocket socket) throws IOException;

    /** A text frame: these bytes, during the call. */
    void received(PhoenixSocket socket, byte[] data, int from, int to) throws IOException;

    /** The connection failed or was closed by the server; that ends the run unless foreseen. */
    default void lost(PhoenixSocket socket, IOException reason) throws IOException {
      throw reason;
    }
  }

  private static final byte[] NOTHING = {};
  private static final byte[] NORMAL_CLOSURE = {3, (byte) 0xe8};

  private final SocketChannel channel;
  private final SelectionKey key;
  private final Inbox inbox;
  private final Listener listener;
  private final InetSocketAddress address;
  private final String query;
  private byte[] unfinished = NOTHING;
  private byte[] unsent = NOTHING;
  private boolean upgraded;

  /**
   * Starts to connect.
   *
   * @param from the address to connect from; null for any
   */
  PhoenixSocket(
      Selector selector,
      Inbox inbox,
      InetAddress from,
      InetSocketAddress address,
      String query,
      Listener listener)
      throws IOException {
    this.inbox = inbox;
    this.address = address;
    this.query = query;
    this.listener = listener;
    this.channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    if (from != null) {
      channel.bind(new InetSocketAddress(from, 0));
    }
    this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    channel.connect(address);
  }

  /** Does what the channel is ready for. */
  void ready() throws IOException {
    if (!key.isValid()) {
      return;
    }
    try {
      int operations = key.readyOps();
      if ((operations & SelectionKey.OP_CONNECT) != 0 && channel.finishConnect()) {
        key.interestOps(SelectionKey.OP_READ);
        send(upgradeRequest());
      }
      if ((operations & SelectionKey.OP_WRITE) != 0) {
        sendRest();
      }
      if ((operations & SelectionKey.OP_READ) != 0) {
        read();
      }
    } catch (IOException e) {
      channel.close();
      listener.lost(this, e);
    }
  }

  private byte[] upgradeRequest() {
    return Bytes.of(
        "GET /socket/websocket?"
            + (query.isEmpty() ? "" : query + "&")
            + "vsn=2.0.0 HTTP/1.1\r\n"
            + "Host: "
            + address.getHostString()
            + ":"
            + address.getPort()
            + "\r\n"
            + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: bmV0aWEtYmVuY2gtMDAwMQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
  }

  /** Whether frames can be sent. */
  boolean isOpen() {
    return upgraded && channel.isOpen();
  }

  /** Sends a frame; its bytes may be used again when this returns. */
  synchronized void send(byte[] frame) throws IOException {
    if (unsent.length > 0) {
      unsent = Arrays.copyOf(unsent, unsent.length + frame.length);
      System.arraycopy(frame, 0, unsent, unsent.length - frame.length, frame.length);
      return;
    }
    int sent = channel.write(ByteBuffer.wrap(frame));
    if (sent < frame.length) {
      unsent = Arrays.copyOfRange(frame, sent, frame.length);
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
      key.selector().wakeup();
    }
  }

  private synchronized void sendRest() throws IOException {
    int sent = channel.write(ByteBuffer.wrap(unsent));
    unsent = Arrays.copyOfRange(unsent, sent, unsent.length);
    if (unsent.length == 0) {
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private void read() throws IOException {
    inbox.read(channel, unfinished);
    byte[] in = inbox.bytes();
    int length = inbox.length();
    int used = upgraded ? 0 : upgrade(in, length);
    while (upgraded && channel.isOpen()) {
      int frame = frameAt(in, used, length);
      if (frame == 0) {
        break;
      }
      used += frame;
    }
    unfinished = used == length ? NOTHING : Arrays.copyOfRange(in, used, length);
  }

  private int upgrade(byte[] in, int length) throws IOException {
    String head = new String(in, 0, length, StandardCharsets.ISO_8859_1);
    int end = head.indexOf("\r\n\r\n");
    if (end < 0) {
      return 0;
    }
    if (!head.startsWith("HTTP/1.1 101")) {
      throw new IOException("no upgrade: " + head.lines().findFirst().orElse(""));
    }
    upgraded = true;
    listener.opened(this);
    return end + 4;
  }

  /**
   * Handles the frame that starts there; gives its length, or 0 when it has not arrived in full.
   */
  private int frameAt(byte[] in, int start, int filled) throws IOException {
    if (filled - start < 2) {
      return 0;
    }
    int head = 2;
    long length = in[start + 1] & 0x7f;
    if (length >= 126) {
      int width = length == 126 ? 2 : 8;
      head += width;
      if (filled - start < head) {
        return 0;
      }
      length = 0;
      for (int i = 0; i < width; i++) {
        length = length << 8 | in[start + 2 + i] & 0xff;
      }
    }
    if (filled - start < head + length) {
      return 0;
    }
    int from = start + head;
    int to = from + (int) length;
    switch (in[start] & 0x0f) {
      case Frames.TEXT -> listener.received(this, in, from, to);
      case Frames.PING -> send(Frames.frame(Frames.PONG, Arrays.copyOfRange(in, from, to)));
      case Frames.CLOSE ->
          throw new IOException("the server closed a socket with " + closeCode(in, from, to));
      default -> throw new IOException("an unexpected frame, first byte " + in[start]);
    }
    return head + (int) length;
  }

  private static String closeCode(byte[] in, int from, int to) {
    return to - from < 2 ? "no code" : String.valueOf((in[from] & 0xff) << 8 | in[from + 1] & 0xff);
  }

  /** Sends a close frame. */
  void close() throws IOException {
    if (isOpen()) {
      send(Frames.frame(Frames.CLOSE, NORMAL_CLOSURE));
    }
    channel.close();
  }

  /** Breaks the connection off, as a network does. */
  void cut() throws IOException {
    if (channel.isOpen()) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      channel.close();
    }
  }
}
