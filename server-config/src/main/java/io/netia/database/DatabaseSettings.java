package io.netia.database;

import io.netia.configuration.InvalidSettingException;
import io.netia.configuration.KnownSettings;
import io.netia.configuration.RequiredSettings;
import io.netia.configuration.SettingSource;
import java.util.List;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The settings of the database, from the environment or, for tests, from system properties of the
 * same names.
 */
public final class DatabaseSettings {

  static final String SERVING = "DATABASE_URL";
  static final String BACKUP = "DATABASE_BACKUP_URL";
  private static final String OWNER = "DATABASE_OWNER_URL";

  private static final SettingSource SOURCE = SettingSource.ofProcess();

  private DatabaseSettings() {}

  /** Where requests are served from. */
  static DatabaseAddress serving() {
    return address(SERVING)
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    SERVING
                        + " is not set: the server needs the address of its PostgreSQL database."));
  }

  /** Where migrations sign in: {@code DATABASE_OWNER_URL}, else the same address as requests. */
  static DatabaseAddress owner() {
    return address(OWNER).orElseGet(DatabaseSettings::serving);
  }

  /** Where backups sign in. */
  static DatabaseAddress backup() {
    return address(BACKUP)
        .orElseThrow(
            () ->
                new InvalidSettingException(
                    BACKUP + " is not set: a backup signs in with a role that has BYPASSRLS."));
  }

  /** The setting that {@link #owner} comes from. */
  static String ownerName() {
    return hasOneAddress() ? SERVING : OWNER;
  }

  /**
   * Reads every address that is set, so that a wrong one is known before anything connects.
   *
   * @throws InvalidSettingException one sentence that names the setting and holds no password
   */
  public static void check(SettingSource source) {
    for (String name : List.of(SERVING, OWNER, BACKUP)) {
      Optional<DatabaseAddress> address = address(source, name);
      address.ifPresent(found -> Sessions.point(new PGSimpleDataSource(), name, found));
    }
  }

  static boolean isProduction() {
    return RequiredSettings.isProduction(SOURCE);
  }

  /**
   * Whether owner and application sign in with the same credentials, so that the application role
   * is taken by {@code SET ROLE}.
   */
  static boolean hasOneAddress() {
    return SOURCE.text(OWNER).isEmpty();
  }

  /**
   * The role that serves requests and owns nothing ({@code NETIA_DB_APP_ROLE}, else {@code
   * netia_app}).
   *
   * @throws InvalidSettingException when it is no plain role name
   */
  public static String applicationRole() {
    return KnownSettings.DB_APP_ROLE.read(SOURCE);
  }

  private static Optional<DatabaseAddress> address(String name) {
    return address(SOURCE, name);
  }

  private static Optional<DatabaseAddress> address(SettingSource source, String name) {
    boolean requireTls = KnownSettings.REQUIRE_DB_SSL.read(source);
    return source.text(name).map(url -> DatabaseAddress.parse(name, url, requireTls));
  }
}
