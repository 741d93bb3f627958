package io.netia.conversations.service;

import io.netia.errors.DomainException;
import io.netia.input.Input;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** The last conversation of a page: the following page begins behind it. */
record PageCursor(Instant lastActivityAt, UUID id) {

  private static final int MAX_LENGTH = 200;

  /** The opaque spelling. */
  String text() {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, lastActivityAt);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((micros + "|" + id).getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Reads {@link #text}.
   *
   * @throws DomainException bad request for anything else
   */
  static PageCursor of(String text) {
    return parse(text).orElseThrow(() -> DomainException.badRequest("The cursor cannot be read"));
  }

  private static Optional<PageCursor> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII)
              .split("\\|", 2);
      Instant at = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
      return parts.length < 2
          ? Optional.empty()
          : Input.uuidOf(parts[1]).map(id -> new PageCursor(at, id));
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException notACursor) {
      return Optional.empty();
    }
  }
}
