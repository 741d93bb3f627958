package io.netia.identity.service;

import io.netia.crypto.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** A random secret that is handed out once and kept only as its hash. */
public final class OpaqueToken {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private OpaqueToken() {}

  /** 256 random bits, URL-safe. */
  public static String random() {
    byte[] secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /** SHA-256 in hex. The secret has 256 bits of its own, so neither salt nor slowness is needed. */
  public static String hash(String token) {
    return Sha256.hex(token);
  }
}
