package io.netia.connections.rest;

import org.glassfish.grizzly.Buffer;

/**
 * Follows a body in chunks to its end, without keeping any of it: only what RFC 9112 calls a chunk,
 * without extensions, which the listener's parser does not know, and without a trailer.
 */
final class ChunkFraming {

  private static final int SIZE_DIGITS = 8;

  /** The sign, or the bytes, that come next. */
  private enum Next {
    SIZE,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    END_CR,
    END_LF,
    NOTHING
  }

  private Next next = Next.SIZE;
  private int digits;
  private long left;

  /** Whether the last chunk has been seen. */
  boolean isOver() {
    return next == Next.NOTHING;
  }

  /**
   * Goes on through what has come.
   *
   * @return behind the last byte of the body in this buffer, which is its limit unless the body is
   *     over
   * @throws MalformedBodyException when this is no chunk
   */
  int follow(Buffer bytes, int from) throws MalformedBodyException {
    int at = from;
    while (at < bytes.limit() && !isOver()) {
      if (next == Next.DATA) {
        int data = (int) Math.min(left, bytes.limit() - at);
        left -= data;
        at += data;
        next = left == 0 ? Next.DATA_CR : Next.DATA;
      } else {
        next = after(bytes.get(at));
        at++;
      }
    }
    return at;
  }

  private Next after(byte sign) throws MalformedBodyException {
    return switch (next) {
      case SIZE -> size(sign);
      case SIZE_LF -> expect(sign, '\n', left == 0 ? Next.END_CR : Next.DATA);
      case DATA_CR -> expect(sign, '\r', Next.DATA_LF);
      case DATA_LF -> {
        digits = 0;
        yield expect(sign, '\n', Next.SIZE);
      }
      case END_CR -> expect(sign, '\r', Next.END_LF);
      case END_LF -> expect(sign, '\n', Next.NOTHING);
      case DATA, NOTHING -> throw new IllegalStateException(next.name());
    };
  }

  private Next size(byte sign) throws MalformedBodyException {
    int digit = sign < 0 ? -1 : Character.digit(sign, 16);
    if (digit >= 0 && digits < SIZE_DIGITS) {
      left = digits == 0 ? digit : left << 4 | digit;
      digits++;
      return Next.SIZE;
    }
    if (digits == 0 || digit >= 0) {
      throw new MalformedBodyException();
    }
    return expect(sign, '\r', Next.SIZE_LF);
  }

  private static Next expect(byte sign, char wanted, Next then) throws MalformedBodyException {
    if (sign != wanted) {
      throw new MalformedBodyException();
    }
    return then;
  }
}
