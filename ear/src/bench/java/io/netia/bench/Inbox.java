package io.netia.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Where all sockets of a loop read to, one after the other: 10 000 silent ones need no buffer each.
 */
final class Inbox {

  private final ByteBuffer arrived = ByteBuffer.allocateDirect(65_536);
  private byte[] bytes = new byte[131_072];
  private int length;

  /** Reads what has arrived, and puts the unfinished frame of last time before it. */
  void read(SocketChannel channel, byte[] unfinished) throws IOException {
    arrived.clear();
    if (channel.read(arrived) < 0) {
      throw new IOException("the server closed a socket");
    }
    arrived.flip();
    length = unfinished.length + arrived.remaining();
    if (bytes.length < length) {
      bytes = new byte[length * 2];
    }
    System.arraycopy(unfinished, 0, bytes, 0, unfinished.length);
    arrived.get(bytes, unfinished.length, arrived.remaining());
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
