package io.netia.http.rest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Which paths can mean something here. Every part of a server reads a path in its own way, decoded
 * or not, so one that could be read in two ways is refused before any of them sees it.
 */
public final class Paths {

  /**
   * An empty segment, a dot segment, a parameter, an encoded {@code / \ ; %} or control sign, or an
   * encoded letter, digit or one of {@code - . _ ~}, which mean the same as themselves: {@code
   * /api/%73ession} would be another path for whatever is decided by the text of it.
   */
  private static final Pattern AMBIGUOUS =
      Pattern.compile(
          "//|/\\.{1,2}(?=/|$)|[;\\\\]"
              + "|(?i:%(2[5def]|3[0-9b]|4[1-9a-f]|5[0-9acf]|6[1-9a-f]|7[0-9aef]|[01][0-9a-f]))");

  private Paths() {}

  /** Whether a path, as it came, has exactly one meaning. */
  public static boolean isPlain(String path) {
    if (!path.startsWith("/")) {
      return false;
    }
    boolean isEncoded = false;
    boolean isSuspect = false;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        return false;
      }
      isEncoded |= c == '%';
      isSuspect |= c == '%' || c == ';' || c == '\\' || (c == '/' && isOdd(path, i + 1));
    }
    return !isSuspect || (!AMBIGUOUS.matcher(path).find() && (!isEncoded || isText(path)));
  }

  private static boolean isOdd(String path, int next) {
    return next < path.length() && (path.charAt(next) == '/' || path.charAt(next) == '.');
  }

  private static boolean isText(String path) {
    byte[] bytes = new byte[path.length()];
    int length = 0;
    for (int i = 0; i < path.length(); i++) {
      int value = path.charAt(i);
      if (value == '%') {
        int high = i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
        int low = i + 2 < path.length() ? Character.digit(path.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          return false;
        }
        value = high << 4 | low;
        i += 2;
      }
      bytes[length++] = (byte) value;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
      return true;
    } catch (CharacterCodingException notText) {
      return false;
    }
  }
}
