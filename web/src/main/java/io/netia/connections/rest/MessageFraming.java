package io.netia.connections.rest;

import io.netia.limits.Budget;
import java.util.Optional;
import org.glassfish.grizzly.Buffer;
import org.jspecify.annotations.Nullable;

/** Where one request of a connection ends and the next begins. Of one thread at a time. */
final class MessageFraming {

  /** Bytes of a head that were looked at already, when it comes in pieces. */
  private int scanned;

  private long left;
  private @Nullable ChunkFraming chunks;

  /** Whether the next byte belongs to the body of a request, and not to another head. */
  boolean isInBody() {
    return left > 0 || chunks != null;
  }

  /**
   * Copies the head from the buffer's beginning.
   *
   * @return empty while it is not complete; one that is longer than its limit as far as it came
   */
  Optional<byte[]> head(Buffer bytes) {
    int end = endOfHead(bytes);
    int size = end < 0 ? bytes.remaining() : end - bytes.position();
    if (end < 0 && size <= Budget.Connections.HEAD_BYTES) {
      return Optional.empty();
    }
    scanned = 0;
    byte[] head = new byte[Math.min(size, Budget.Connections.HEAD_BYTES + 1)];
    int start = bytes.position();
    bytes.get(head);
    bytes.position(start);
    return Optional.of(head);
  }

  /** What is left of a buffer behind blank lines, which some clients send after a body. */
  static Buffer withoutBlankLines(Buffer bytes) {
    int at = bytes.position();
    while (at + 1 < bytes.limit() && bytes.get(at) == '\r' && bytes.get(at + 1) == '\n') {
      at += 2;
    }
    // The listener's parser begins at a buffer's beginning, wherever its position is.
    return at == bytes.position() ? bytes : bytes.split(at);
  }

  /** Two line ends in a row; lone line feeds count here, and are refused afterwards. */
  private int endOfHead(Buffer bytes) {
    int start = bytes.position();
    for (int at = start + scanned; at < bytes.limit(); at++) {
      if (bytes.get(at) == '\n' && at > start) {
        byte before = bytes.get(at - 1);
        boolean isBlank =
            before == '\n' || (before == '\r' && at - 2 >= start && bytes.get(at - 2) == '\n');
        if (isBlank) {
          return at + 1;
        }
      }
    }
    scanned = bytes.remaining();
    return -1;
  }

  /** A head was taken; what follows is its body. */
  void begin(RequestHead head) {
    left = head.contentLength();
    chunks = head.isChunked() ? new ChunkFraming() : null;
  }

  /**
   * Follows the body through what has come.
   *
   * @return behind the last byte of this request in the buffer
   * @throws MalformedBodyException when it is not what the head announced
   */
  int follow(Buffer bytes, int from) throws MalformedBodyException {
    ChunkFraming following = chunks;
    if (following == null) {
      int size = (int) Math.min(left, bytes.limit() - from);
      left -= size;
      return from + size;
    }
    int end = following.follow(bytes, from);
    if (following.isOver()) {
      chunks = null;
    }
    return end;
  }
}
