package io.netia.http.rest;

import io.netia.digests.Sha256;
import io.netia.input.Input;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Turns an {@code Idempotency-Key} into the id that a message is recognised by. */
final class OnceKeys {

  private OnceKeys() {}

  /**
   * The key itself when it is an id; else an id made from it, in the shape of version 4, which
   * deployed clients insist on.
   */
  static UUID idOf(String key) {
    return Input.uuidOf(key).orElseGet(() -> made(key));
  }

  private static UUID made(String key) {
    ByteBuffer hash = ByteBuffer.wrap(Sha256.of(key));
    long high = (hash.getLong() & ~0xF000L) | 0x4000L;
    long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low);
  }
}
