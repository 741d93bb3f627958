package io.netia.connections.rest;

import io.netia.limits.Budget;
import org.glassfish.grizzly.Buffer;

/**
 * Follows WebSocket frames (RFC 6455, section 5) without keeping any of them. Knows how much has
 * come of a message that is not complete, and which frames are refused: those that no client may
 * send, and messages that are too large, by their heads. What the bytes of a message mean is the
 * WebSocket container's to judge.
 */
final class FrameFollower {

  /** The code with which a socket is closed for what is no frame. */
  static final int PROTOCOL_ERROR = 1002;

  /** The same for a message that is too large. */
  static final int TOO_BIG = 1009;

  private static final int FINAL = 0x80;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0f;
  private static final int CONTROL = 0x08;
  private static final int CONTINUATION = 0x0;
  private static final int BINARY = 0x2;
  private static final int PONG = 0xa;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int LENGTH_IN_TWO = 126;
  private static final int LENGTH_IN_EIGHT = 127;
  private static final int SHORTEST_HEAD = 2;
  private static final int KEY = 4;

  private boolean isFinal;
  private boolean isControl;
  private boolean isInMessage;
  private int frames;
  private long length;
  private int refusal;
  private int headSize = SHORTEST_HEAD;
  private int headSeen;
  private int lengthSize;
  private long left;

  /** Of the frame that is not complete, its head included. */
  private long inFrame;

  /** Of the frames before it that are the beginning of the same message. */
  private long inMessage;

  /** Bytes that have come of a message, or of a frame, that is not complete. */
  long held() {
    return inMessage + inFrame;
  }

  /**
   * The code with which the socket is to be closed, and nothing is followed any more; 0 for none.
   */
  int refusal() {
    return refusal;
  }

  /**
   * Goes on through what has come.
   *
   * @return whether a message was completed by it, so that what is held now began with these bytes
   */
  boolean follow(Buffer bytes) {
    boolean isCompleted = false;
    int at = bytes.position();
    while (at < bytes.limit() && refusal == 0) {
      if (headSeen < headSize) {
        head(bytes.get(at) & 0xff);
        at++;
      } else {
        int data = (int) Math.min(left, bytes.limit() - at);
        left -= data;
        inFrame += data;
        at += data;
      }
      if (headSeen == headSize && left == 0 && refusal == 0) {
        isCompleted |= end();
      }
    }
    return isCompleted;
  }

  private void head(int octet) {
    if (headSeen == 0) {
      first(octet);
    } else if (headSeen == 1) {
      second(octet);
    } else if (headSeen < SHORTEST_HEAD + lengthSize) {
      left = left << 8 | octet;
    }
    headSeen++;
    inFrame++;
    if (headSeen == SHORTEST_HEAD + lengthSize && refusal == 0) {
      refusal = refusalOfLength();
    }
  }

  private void first(int octet) {
    int opcode = octet & OPCODE;
    isFinal = (octet & FINAL) != 0;
    isControl = (octet & CONTROL) != 0;
    boolean isKnown = isControl ? opcode <= PONG : opcode <= BINARY;
    boolean isInOrder = isControl ? isFinal : isInMessage == (opcode == CONTINUATION);
    if (!isKnown || !isInOrder || (octet & RESERVED) != 0) {
      refusal = PROTOCOL_ERROR;
    }
  }

  private void second(int octet) {
    int size = octet & LENGTH;
    lengthSize = size == LENGTH_IN_TWO ? 2 : size == LENGTH_IN_EIGHT ? 8 : 0;
    left = lengthSize == 0 ? size : 0;
    headSize = SHORTEST_HEAD + lengthSize + KEY;
    boolean isTooLong = isControl && lengthSize > 0;
    if (isTooLong || (octet & MASKED) == 0) {
      refusal = PROTOCOL_ERROR;
    }
  }

  /** A length with its first bit set is below zero, and no length. */
  private int refusalOfLength() {
    if (isControl) {
      return 0;
    }
    frames++;
    boolean isTooBig =
        left < 0
            || left > Budget.Sockets.MESSAGE_BYTES - length
            || frames > Budget.Sockets.MESSAGE_FRAMES;
    length += left;
    return isTooBig ? TOO_BIG : 0;
  }

  private boolean end() {
    boolean isMessageOver = isFinal && !isControl;
    if (isMessageOver) {
      inMessage = 0;
      length = 0;
      frames = 0;
    } else if (!isControl) {
      inMessage += inFrame;
    }
    isInMessage = isControl ? isInMessage : !isFinal;
    inFrame = 0;
    headSeen = 0;
    headSize = SHORTEST_HEAD;
    lengthSize = 0;
    return isMessageOver;
  }
}
