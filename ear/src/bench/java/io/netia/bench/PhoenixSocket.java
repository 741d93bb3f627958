package io.netia.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One WebSocket that speaks Phoenix protocol 2. Frames go out masked with zeros, which is allowed
 * and free. Used by the loop's thread alone.
 */
final class PhoenixSocket {

  interface Listener {
    void opened(PhoenixSocket socket) throws IOException;

    /**
     * A text frame. Its characters are the bytes of the frame: what the generator looks for is
     * ASCII.
     */
    void received(PhoenixSocket socket, String frame) throws IOException;
  }

  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final Listener listener;
  private final InetSocketAddress address;
  private final String query;
  private byte[] in = new byte[4_096];
  private int filled;
  private ByteBuffer out = ByteBuffer.allocate(0);
  private boolean upgraded;

  PhoenixSocket(Selector selector, InetSocketAddress address, String query, Listener listener)
      throws IOException {
    this.address = address;
    this.query = query;
    this.listener = listener;
    this.channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    channel.connect(address);
  }

  void ready(SelectionKey ready) throws IOException {
    if (!ready.isValid()) {
      return;
    }
    if (ready.isConnectable() && channel.finishConnect()) {
      key.interestOps(SelectionKey.OP_READ);
      write(upgradeRequest().getBytes(StandardCharsets.ISO_8859_1));
    }
    if (ready.isWritable()) {
      flush();
    }
    if (ready.isReadable()) {
      read();
    }
  }

  private String upgradeRequest() {
    return "GET /socket/websocket?"
        + (query.isEmpty() ? "" : query + "&")
        + "vsn=2.0.0 HTTP/1.1\r\n"
        + "Host: "
        + address.getHostString()
        + ":"
        + address.getPort()
        + "\r\n"
        + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: bmV0aWEtYmVuY2gtMDAwMQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
  }

  void join(String topic, String params) throws IOException {
    send("[\"1\",\"1\",\"" + topic + "\",\"phx_join\"," + params + "]");
  }

  void push(String ref, String topic, String event, String payload) throws IOException {
    send("[\"1\",\"" + ref + "\",\"" + topic + "\",\"" + event + "\"," + payload + "]");
  }

  void heartbeat() throws IOException {
    if (upgraded && channel.isOpen()) {
      send("[null,\"h\",\"phoenix\",\"heartbeat\",{}]");
    }
  }

  private void send(String text) throws IOException {
    write(frame(TEXT, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] frame(int opcode, byte[] payload) {
    int head = payload.length < 126 ? 6 : 8;
    byte[] frame = new byte[head + payload.length];
    frame[0] = (byte) (0x80 | opcode);
    if (payload.length < 126) {
      frame[1] = (byte) (0x80 | payload.length);
    } else {
      frame[1] = (byte) (0x80 | 126);
      frame[2] = (byte) (payload.length >> 8);
      frame[3] = (byte) payload.length;
    }
    System.arraycopy(payload, 0, frame, head, payload.length);
    return frame;
  }

  private void write(byte[] bytes) throws IOException {
    if (out.hasRemaining()) {
      ByteBuffer joined = ByteBuffer.allocate(out.remaining() + bytes.length);
      out = joined.put(out).put(bytes).flip();
    } else {
      out = ByteBuffer.wrap(bytes);
    }
    flush();
  }

  private void flush() throws IOException {
    channel.write(out);
    key.interestOps(
        out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  private void read() throws IOException {
    if (filled == in.length) {
      in = Arrays.copyOf(in, in.length * 2);
    }
    int count = channel.read(ByteBuffer.wrap(in, filled, in.length - filled));
    if (count < 0) {
      throw new IOException("the server closed a socket");
    }
    filled += count;
    int used = upgraded ? 0 : upgrade();
    while (upgraded) {
      int length = frameAt(used);
      if (length == 0) {
        break;
      }
      used += length;
    }
    System.arraycopy(in, used, in, 0, filled - used);
    filled -= used;
  }

  private int upgrade() throws IOException {
    String head = new String(in, 0, filled, StandardCharsets.ISO_8859_1);
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
  private int frameAt(int start) throws IOException {
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
    switch (in[start] & 0x0f) {
      case TEXT ->
          listener.received(this, new String(in, from, (int) length, StandardCharsets.ISO_8859_1));
      case PING -> write(frame(PONG, Arrays.copyOfRange(in, from, from + (int) length)));
      case CLOSE ->
          throw new IOException("the server closed a socket with " + closeCode(from, length));
      default -> throw new IOException("an unexpected frame, first byte " + in[start]);
    }
    return head + (int) length;
  }

  private String closeCode(int from, long length) {
    return length < 2 ? "no code" : String.valueOf((in[from] & 0xff) << 8 | in[from + 1] & 0xff);
  }

  void close() throws IOException {
    if (channel.isOpen() && upgraded) {
      write(frame(CLOSE, new byte[] {3, (byte) 0xe8}));
    }
    channel.close();
  }
}
