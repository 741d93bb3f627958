package io.netia.logging;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object on one line. Written here, because nothing but the Java platform is there when the
 * log begins.
 */
final class JsonLine {

  private final StringBuilder text = new StringBuilder(300).append('{');

  /** Adds a field; one without a value is left out. */
  JsonLine field(String name, @Nullable String value) {
    if (value == null) {
      return this;
    }
    if (text.length() > 1) {
      text.append(',');
    }
    text.append('"').append(name).append("\":\"");
    escape(value);
    text.append('"');
    return this;
  }

  /** The object, with the line's end. */
  String end() {
    return text.append("}\n").toString();
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> text.append('\\').append(c);
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < ' ' || c == '\u007f' || isLineBreak(c) || isHalf(value, i)) {
            text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
  }

  /** Some readers end a line there. */
  private static boolean isLineBreak(char c) {
    return c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  /** Half a character, which no encoding has bytes for. */
  private static boolean isHalf(String value, int i) {
    char c = value.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == value.length() || !Character.isLowSurrogate(value.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(value.charAt(i - 1)));
  }
}
