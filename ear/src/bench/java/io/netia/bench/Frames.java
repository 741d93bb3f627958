package io.netia.bench;

import java.nio.charset.StandardCharsets;

/**
 * Frames of the WebSocket and of Phoenix protocol 2 on it. They go out masked with zeros, which is
 * allowed and free.
 */
final class Frames {

  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final byte[] JOIN_REPLY = Bytes.of("[\"1\",\"1\",");
  private static final byte[] PUSH_REPLY = Bytes.of("[\"1\",\"m\",");
  private static final byte[] HEARTBEAT_REPLY = Bytes.of("[null,\"h\",");
  private static final byte[] OK = Bytes.of("\"status\":\"ok\"");

  private static final byte[] SHOUT = Bytes.of("\"shout\",");
  private static final byte[] WORDS = Bytes.of("\"body\":\"words ");
  private static final int DIGITS = 9;

  private Frames() {}

  static byte[] text(String text) {
    return frame(TEXT, Bytes.of(text));
  }

  static byte[] frame(int opcode, byte[] payload) {
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

  static byte[] join(String topic, String params) {
    return text("[\"1\",\"1\",\"" + topic + "\",\"phx_join\"," + params + "]");
  }

  static byte[] heartbeat() {
    return text("[null,\"h\",\"phoenix\",\"heartbeat\",{}]");
  }

  /** A visitor's message, to be numbered before each use. */
  static byte[] message(Account.Conversation conversation) {
    return text(
        "[\"1\",\"m\",\"conversation:"
            + conversation.id()
            + "\",\"shout\",{\"body\":\"words "
            + "0".repeat(DIGITS)
            + " of a visitor\",\"customer_id\":\""
            + conversation.customerId()
            + "\"}]");
  }

  static void number(byte[] message, int number) {
    int words = Bytes.indexOf(message, 0, message.length, WORDS);
    Bytes.putNumber(message, words + WORDS.length, DIGITS, number);
  }

  /** The number of the message that a broadcast announces, or -1 when it announces none. */
  static int messageNumber(byte[] data, int from, int to) {
    int shout = Bytes.indexOf(data, from, Math.min(to, from + 150), SHOUT);
    int words = shout < 0 ? -1 : Bytes.indexOf(data, shout, to, WORDS);
    return words < 0 ? -1 : Bytes.number(data, words + WORDS.length, DIGITS);
  }

  static boolean isJoinReply(byte[] data, int from, int to) {
    return Bytes.startWith(data, from, to, JOIN_REPLY);
  }

  static boolean isPushReply(byte[] data, int from, int to) {
    return Bytes.startWith(data, from, to, PUSH_REPLY);
  }

  static boolean isHeartbeatReply(byte[] data, int from, int to) {
    return Bytes.startWith(data, from, to, HEARTBEAT_REPLY);
  }

  static boolean isOk(byte[] reply, int from, int to) {
    return Bytes.indexOf(reply, from, Math.min(to, from + 200), OK) >= 0;
  }

  static String readable(byte[] data, int from, int to) {
    return new String(data, from, Math.min(to - from, 300), StandardCharsets.UTF_8);
  }
}
