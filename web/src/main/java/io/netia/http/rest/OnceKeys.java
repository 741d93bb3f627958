package io.netia.http.rest;

import io.netia.input.Input;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
    try {
      ByteBuffer hash =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
      long high = (hash.getLong() & ~0xF000L) | 0x4000L;
      long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }
}
