package io.netia.live.socket.longpoll;

import java.security.SecureRandom;
import java.util.Base64;

/** Names of sessions. A name is all that a client shows, so it cannot be guessed. */
final class SessionTokens {

  /** Distinguishes them from access tokens, which come in a parameter of the same name. */
  static final String PREFIX = "lp.";

  private static final int BYTES = 24;

  private final SecureRandom random = new SecureRandom();

  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
