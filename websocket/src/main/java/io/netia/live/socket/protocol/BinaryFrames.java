package io.netia.live.socket.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads binary pushes: kind, four lengths of one byte, join_ref, ref, topic, event, and then data
 * that nothing here consumes.
 */
final class BinaryFrames {

  private static final int PUSH = 0;

  private BinaryFrames() {}

  static Frame push(ByteBuffer bytes) {
    if (bytes.remaining() < 5 || bytes.get() != PUSH) {
      throw new MalformedFrame("not a binary push");
    }
    int joinRef = bytes.get() & 0xFF;
    int ref = bytes.get() & 0xFF;
    int topic = bytes.get() & 0xFF;
    int event = bytes.get() & 0xFF;
    if (bytes.remaining() < joinRef + ref + topic + event) {
      throw new MalformedFrame("a binary push is cut short");
    }
    // A record's arguments are read from left to right, which is the order on the wire.
    return new Frame(
        orNull(text(bytes, joinRef)),
        orNull(text(bytes, ref)),
        text(bytes, topic),
        text(bytes, event),
        Optional.empty(),
        true);
  }

  private static String text(ByteBuffer bytes, int length) {
    ByteBuffer part = bytes.slice().limit(length);
    bytes.position(bytes.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
    } catch (CharacterCodingException notText) {
      throw new MalformedFrame("a name is not UTF-8");
    }
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
