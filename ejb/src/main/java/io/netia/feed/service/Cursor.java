package io.netia.feed.service;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the feed: after row {@code id} of transaction {@code xid}, handed out at a time.
 *
 * @param xid a 64-bit transaction id in decimal
 * @param epoch which numbering of transactions the id is of; empty in cursors of earlier releases
 */
record Cursor(String xid, long id, Instant at, String epoch) {

  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,19})\\.(\\d{1,18})\\.(\\d{1,12})(?:\\.([0-9a-f]{12}))?");
  private static final int MAX_LENGTH = 100;

  /** The spelling that clients keep and give back. */
  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            (xid + "." + id + "." + at.getEpochSecond() + "." + epoch)
                .getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads {@link #text}; empty for anything else. */
  static Optional<Cursor> of(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      Matcher parts =
          TEXT.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII));
      return parts.matches()
          ? Optional.of(
              new Cursor(
                  parts.group(1),
                  Long.parseLong(parts.group(2)),
                  Instant.ofEpochSecond(Long.parseLong(parts.group(3))),
                  Objects.requireNonNullElse(parts.group(4), "")))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
