package io.netia.security;

/** Names of roles, for annotations: {@link Role#wire()} as constants. */
public final class Roles {

  /** {@link Role#ADMIN}. */
  public static final String ADMIN = "admin";

  /** {@link Role#USER}. */
  public static final String USER = "user";

  private Roles() {}
}
