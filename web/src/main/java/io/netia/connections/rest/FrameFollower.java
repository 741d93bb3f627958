package io.netia.connections.rest;

import org.glassfish.grizzly.Buffer;

/**
 * Follows WebSocket frames (RFC 6455, section 5.2) without keeping any of them, and knows how much
 * has come of a message that is not complete. What is no frame is the WebSocket container's to
 * refuse.
 */
final class FrameFollower {

  private static final int FINAL = 0x80;
  private static final int CONTROL = 0x08;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int LENGTH_IN_TWO = 126;
  private static final int LENGTH_IN_EIGHT = 127;
  private static final int SHORTEST_HEAD = 2;
  private static final int KEY = 4;

  private boolean isFinal;
  private boolean isControl;
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
   * Goes on through what has come.
   *
   * @return whether a message was completed by it, so that what is held now began with these bytes
   */
  boolean follow(Buffer bytes) {
    boolean isCompleted = false;
    int at = bytes.position();
    while (at < bytes.limit()) {
      if (headSeen < headSize) {
        head(bytes.get(at) & 0xff);
        at++;
      } else {
        int data = (int) Math.min(left, bytes.limit() - at);
        left -= data;
        inFrame += data;
        at += data;
      }
      if (headSeen == headSize && left == 0) {
        isCompleted |= end();
      }
    }
    return isCompleted;
  }

  private void head(int octet) {
    if (headSeen == 0) {
      isFinal = (octet & FINAL) != 0;
      isControl = (octet & CONTROL) != 0;
    } else if (headSeen == 1) {
      int length = octet & LENGTH;
      lengthSize = length == LENGTH_IN_TWO ? 2 : length == LENGTH_IN_EIGHT ? 8 : 0;
      left = lengthSize == 0 ? length : 0;
      headSize = SHORTEST_HEAD + lengthSize + ((octet & MASKED) == 0 ? 0 : KEY);
    } else if (headSeen < SHORTEST_HEAD + lengthSize) {
      left = left << 8 | octet;
    }
    headSeen++;
    inFrame++;
    if (headSeen == headSize && left < 0) {
      left = Long.MAX_VALUE;
    }
  }

  private boolean end() {
    boolean isMessageOver = isFinal && !isControl;
    if (isMessageOver) {
      inMessage = 0;
    } else if (!isControl) {
      inMessage += inFrame;
    }
    inFrame = 0;
    headSeen = 0;
    headSize = SHORTEST_HEAD;
    return isMessageOver;
  }
}
