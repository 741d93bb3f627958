package io.netia.database;

import java.util.Optional;

/**
 * The settings of the database, from the environment or, for tests, from system properties of the
 * same names.
 */
public final class DatabaseSettings {

  private static final String SERVING = "DATABASE_URL";
  private static final String OWNER = "DATABASE_OWNER_URL";

  private DatabaseSettings() {}

  /** Where requests are served from. */
  static DatabaseAddress serving() {
    return address(SERVING)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    SERVING
                        + " is not set: the server needs the address of its PostgreSQL database."));
  }

  /** Where migrations sign in: {@code DATABASE_OWNER_URL}, else the same address as requests. */
  static DatabaseAddress owner() {
    return address(OWNER).orElseGet(DatabaseSettings::serving);
  }

  /**
   * Whether owner and application sign in with the same credentials, so that the application role
   * is taken by {@code SET ROLE}.
   */
  static boolean hasOneAddress() {
    return text(OWNER).isEmpty();
  }

  /**
   * The role that serves requests and owns nothing ({@code NETIA_DB_APP_ROLE}, else {@code
   * netia_app}).
   *
   * @throws IllegalArgumentException when it is no plain role name
   */
  public static String applicationRole() {
    String role = text("NETIA_DB_APP_ROLE").orElse("netia_app");
    if (!role.matches("[a-z_][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException(
          "NETIA_DB_APP_ROLE is not a role name of lower-case letters, digits and underscores.");
    }
    return role;
  }

  private static Optional<DatabaseAddress> address(String name) {
    boolean requireTls =
        text("REQUIRE_DB_SSL")
            .filter(value -> value.equals("true") || value.equals("1"))
            .isPresent();
    return text(name).map(url -> DatabaseAddress.parse(name, url, requireTls));
  }

  private static Optional<String> text(String name) {
    return Optional.ofNullable(System.getProperty(name, System.getenv(name)))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
