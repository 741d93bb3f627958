package io.netia.input;

import io.netia.limits.ObjectLimit;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Measures a free JSON object against its limit, without rendering it. Stops as soon as the limit
 * is exceeded, so that what is refused costs no more than what is accepted.
 */
public final class FreeObject {

  /** A control character, as in {@code \\u0001}. */
  private static final int ESCAPED = 6;

  private final ObjectLimit limit;
  private long bytes;
  private int keys;
  private @Nullable String problem;

  private FreeObject(ObjectLimit limit) {
    this.limit = limit;
  }

  /** Why an object is refused; empty when it is within its limit. */
  public static Optional<String> problem(Map<?, ?> object, ObjectLimit limit) {
    FreeObject measured = new FreeObject(limit);
    measured.add(object, 1);
    return Optional.ofNullable(measured.problem);
  }

  /**
   * The size of an object in UTF-8 as PostgreSQL renders it: with a space after each comma and
   * colon, and each number with all its digits.
   */
  public static long bytes(Map<?, ?> object) {
    FreeObject measured =
        new FreeObject(new ObjectLimit(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE));
    measured.add(object, 1);
    return measured.bytes;
  }

  private void add(@Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      open(depth);
      map.forEach(
          (key, inner) -> {
            if (problem == null) {
              keys++;
              text(String.valueOf(key));
              separated();
              add(inner, depth + 1);
              separated();
            }
          });
    } else if (value instanceof Collection<?> list) {
      open(depth);
      for (Object inner : list) {
        if (problem != null) {
          return;
        }
        add(inner, depth + 1);
        separated();
      }
    } else {
      scalar(value);
    }
    check();
  }

  private void open(int depth) {
    bytes += 2;
    if (depth > limit.depth()) {
      problem = "should be nested at most " + limit.depth() + " level(s) deep";
    }
  }

  /** A comma or a colon, and the space after it. */
  private void separated() {
    bytes += 2;
  }

  private void scalar(@Nullable Object value) {
    if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
      bytes += digits(value.toString());
    } else if (value instanceof String text) {
      text(text);
    } else {
      bytes += String.valueOf(value).length();
    }
  }

  /** Digits of a number that may be spelled with an exponent. */
  private static int digits(String number) {
    try {
      return new BigDecimal(number).toPlainString().length();
    } catch (NumberFormatException infinite) {
      // Rendered as a text.
      return number.length() + 2;
    }
  }

  private void text(String text) {
    if (Texts.isBroken(text)) {
      problem = "is invalid";
      return;
    }
    bytes += 2;
    for (int i = 0; i < text.length() && bytes <= limit.bytes(); i++) {
      bytes += size(text.charAt(i));
    }
  }

  private static int size(char c) {
    if (c < ' ') {
      return ESCAPED;
    }
    if (c < 0x80) {
      return c == '"' || c == '\\' ? 2 : 1;
    }
    // Half of a pair, which takes four bytes as a whole.
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }

  private void check() {
    if (problem == null && keys > limit.keys()) {
      problem = "should have at most " + limit.keys() + " key(s)";
    } else if (problem == null && bytes > limit.bytes()) {
      problem = "should be at most " + limit.bytes() + " byte(s)";
    }
  }
}
