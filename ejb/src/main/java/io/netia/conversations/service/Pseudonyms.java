package io.netia.conversations.service;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.function.Function;

/**
 * Ids that identify a person within one answer and open nothing: readers of a link see them instead
 * of the real ones, so that the answer keeps its shape.
 *
 * @param keyedDigest of an id's text, at least 16 bytes
 */
record Pseudonyms(Function<String, byte[]> keyedDigest) {

  /** More than any user's real number, and exact in a JavaScript client. */
  private static final long USERS_FROM = 1L << 50;

  UUID of(UUID id) {
    ByteBuffer digest = digest(id);
    long high = (digest.getLong() & ~0xF000L) | 0x4000L;
    long low = (digest.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  long of(long user) {
    return USERS_FROM + (digest(user).getLong() >>> 14);
  }

  private ByteBuffer digest(Object id) {
    return ByteBuffer.wrap(keyedDigest.apply(id.toString()));
  }
}
