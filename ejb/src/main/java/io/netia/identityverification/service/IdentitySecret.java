package io.netia.identityverification.service;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an account's own system proves its users with. Ids and tokens are signed with different
 * keys, so that the hash of an id that reads like a token is not that token's signature. A secret
 * without the prefix is older than this and signs both: its tokens are good until it is replaced.
 */
record IdentitySecret(String text) {

  private static final String PREFIX = "netia_";
  private static final String TOKENS = "user_token";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  static IdentitySecret random() {
    byte[] secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    return new IdentitySecret(PREFIX + HexFormat.of().formatHex(secret));
  }

  /** The secret that tokens are signed with; it follows from this one. */
  String forTokens() {
    return text.startsWith(PREFIX) ? HexFormat.of().formatHex(hmac(text, TOKENS)) : text;
  }

  /** The signature of an {@code external_id}. */
  byte[] ofId(String externalId) {
    return hmac(text, externalId);
  }

  /** The signature of a token's head and claims. */
  byte[] ofToken(String signed) {
    return hmac(forTokens(), signed);
  }

  private static byte[] hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", impossible);
    }
  }
}
