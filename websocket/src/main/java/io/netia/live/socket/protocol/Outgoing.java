package io.netia.live.socket.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A text message for clients, encoded once for everybody who gets it: the bytes of one complete,
 * unmasked WebSocket frame (RFC 6455 section 5.2), which is how a server must send.
 */
public final class Outgoing {

  private static final int FINAL_TEXT = 0x81;
  private static final int TWO_BYTE_LENGTH = 126;
  private static final int EIGHT_BYTE_LENGTH = 127;

  private final byte[] frame;
  private final int header;
  private final AtomicInteger holders = new AtomicInteger();

  private Outgoing(byte[] frame, int header) {
    this.frame = frame;
    this.header = header;
  }

  /** Encodes a message. Unpaired surrogates, which have no UTF-8, become question marks. */
  static Outgoing of(CharSequence text) {
    byte[] payload = text.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 10);
    frame.put((byte) FINAL_TEXT);
    if (payload.length < TWO_BYTE_LENGTH) {
      frame.put((byte) payload.length);
    } else if (payload.length <= 0xFFFF) {
      frame.put((byte) TWO_BYTE_LENGTH).putShort((short) payload.length);
    } else {
      frame.put((byte) EIGHT_BYTE_LENGTH).putLong(payload.length);
    }
    int header = frame.position();
    frame.put(payload);
    byte[] exact = new byte[frame.position()];
    System.arraycopy(frame.array(), 0, exact, 0, exact.length);
    return new Outgoing(exact, header);
  }

  /** Another queue holds it; true for the first one. */
  public boolean isFirstHold() {
    return holders.getAndIncrement() == 0;
  }

  /** A queue holds it no longer; true for the last one. */
  public boolean isLastHold() {
    return holders.decrementAndGet() == 0;
  }

  /** Bytes on the wire, header included. */
  public int size() {
    return frame.length;
  }

  /** The whole WebSocket frame, read-only in meaning: the bytes are shared. */
  public ByteBuffer frame() {
    return ByteBuffer.wrap(frame);
  }

  /** Appends the whole WebSocket frame. */
  public void appendTo(ByteBuffer buffer) {
    buffer.put(frame);
  }

  /** The message without the frame around it. */
  public String text() {
    return new String(frame, header, frame.length - header, StandardCharsets.UTF_8);
  }
}
