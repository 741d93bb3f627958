package io.netia.requests;

import io.netia.input.Texts;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/** Fields that are shown on one line. */
public final class Lines {

  private Lines() {}

  /** The text on one line: line breaks and other control characters become spaces. */
  public static JsonNullable<@Nullable String> oneLine(JsonNullable<@Nullable String> text) {
    return text.isPresent() ? JsonNullable.<@Nullable String>of(oneLine(text.get())) : text;
  }

  /**
   * As {@link #oneLine(JsonNullable)}, for a text that has at most so many characters as it was
   * sent: a longer one stays as it is, so that {@link Characters} refuses it.
   */
  public static JsonNullable<@Nullable String> oneLine(
      JsonNullable<@Nullable String> text, int max) {
    String sent = text.orElse(null);
    return sent == null || Characters.Counter.isWithin(sent, max) ? oneLine(text) : text;
  }

  private static @Nullable String oneLine(@Nullable String text) {
    String line = text == null ? "" : Texts.oneLine(text);
    return line.isEmpty() ? null : line;
  }
}
