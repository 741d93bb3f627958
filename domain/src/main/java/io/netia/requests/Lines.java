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

  private static @Nullable String oneLine(@Nullable String text) {
    String line = text == null ? "" : Texts.oneLine(text);
    return line.isEmpty() ? null : line;
  }
}
