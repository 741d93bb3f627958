package io.netia.live.socket.longpoll;

import io.netia.live.socket.dispatch.PhoenixSocket;
import io.netia.live.socket.dispatch.SocketLimits;
import io.netia.live.socket.hub.CloseCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request. Clients before 1.7 send one frame; newer ones up to a hundred, one a
 * line, of which those that are no JSON are binary frames in base64.
 */
final class Frames {

  private static final String LINES = "application/x-ndjson";
  private static final int BINARY_PUSH = 0;

  private Frames() {}

  /** What to do with the socket, frame by frame. */
  static List<Consumer<PhoenixSocket>> of(@Nullable String contentType, byte[] body) {
    if (contentType == null || !contentType.startsWith(LINES)) {
      return List.of(one(body));
    }
    List<Consumer<PhoenixSocket>> frames = new ArrayList<>();
    int begin = 0;
    for (int end = 0; end <= body.length; end++) {
      if (end == body.length || body[end] == '\n') {
        if (end > begin) {
          frames.add(line(Arrays.copyOfRange(body, begin, end)));
        }
        begin = end + 1;
      }
    }
    return frames;
  }

  private static Consumer<PhoenixSocket> one(byte[] frame) {
    // Version 1.6 sends the bytes of a binary frame as they are.
    return frame.length > 0 && frame[0] == BINARY_PUSH ? binary(frame) : text(frame);
  }

  private static Consumer<PhoenixSocket> line(byte[] line) {
    if (line[0] == '[' || line[0] == '{') {
      return text(line);
    }
    try {
      return binary(Base64.getMimeDecoder().decode(line));
    } catch (IllegalArgumentException notBase64) {
      return text(line);
    }
  }

  private static Consumer<PhoenixSocket> text(byte[] bytes) {
    if (bytes.length > SocketLimits.MESSAGE_MAX) {
      return Frames::tooBig;
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return socket -> socket.receive(text);
    } catch (CharacterCodingException notText) {
      return socket -> socket.close(CloseCode.UNEXPECTED_CONDITION, "not UTF-8");
    }
  }

  private static Consumer<PhoenixSocket> binary(byte[] bytes) {
    return bytes.length > SocketLimits.MESSAGE_MAX
        ? Frames::tooBig
        : socket -> socket.receive(ByteBuffer.wrap(bytes));
  }

  private static void tooBig(PhoenixSocket socket) {
    socket.close(CloseCode.TOO_BIG, "message too big");
  }
}
