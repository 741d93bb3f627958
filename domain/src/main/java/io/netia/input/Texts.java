package io.netia.input;

import java.util.Set;

/** What a text from outside may hold. */
public final class Texts {

  private static final Set<String> LITERAL_NOTHING = Set.of("undefined", "null");

  private Texts() {}

  /** Whether a text is a word that scripts of pages write for a value that they do not have. */
  public static boolean isLiteralNothing(String text) {
    return LITERAL_NOTHING.contains(text);
  }

  /**
   * Whether a text has what no database and no reader can hold: NUL, or half of a surrogate pair.
   */
  public static boolean isBroken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return true;
      }
      if (Character.isSurrogate(c)) {
        boolean isPair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!isPair) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  /** Whether a text has a line break or another control character. */
  public static boolean hasControls(String text) {
    return text.chars().anyMatch(Texts::isControl);
  }

  /** How many control characters it has that JSON can only write as {@code \\u} and a number. */
  public static int controls(String text) {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
        count++;
      }
    }
    return count;
  }

  /** The text as one line: each run of control characters becomes a space. */
  public static String oneLine(String text) {
    if (!hasControls(text)) {
      return text;
    }
    StringBuilder line = new StringBuilder(text.length());
    boolean isGap = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isControl(c)) {
        line.append(c);
      } else if (!isGap) {
        line.append(' ');
      }
      isGap = isControl(c);
    }
    return line.toString().strip();
  }

  private static boolean isControl(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
