package io.netia.security;

import java.util.Locale;

/** What a teammate may do. Stored and rendered in lower case. */
public enum Role {
  ADMIN,
  USER;

  /** The spelling in the database, in tokens and on the wire: {@code admin} or {@code user}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the spelling of {@link #wire()}; anything that is not {@code admin} has no more rights
   * than a user.
   */
  public static Role of(String wire) {
    return "admin".equals(wire) ? ADMIN : USER;
  }
}
