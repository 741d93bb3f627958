package io.netia.configuration;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the settings must be for a server to start. */
public final class RequiredSettings {

  /** Stands in for {@code SECRET_KEY_BASE} outside of production. Everybody can read it here. */
  public static final String DEVELOPMENT_SECRET =
      "development-only-secret-key-base-that-is-long-enough-to-be-accepted-0123456789";

  private static final int SECRET_BYTES = 64;

  private static final List<String> SECRETS =
      List.of("DATABASE_URL", "DATABASE_OWNER_URL", "SECRET_KEY_BASE", "SECRET_KEY_BASE_PREVIOUS");

  private RequiredSettings() {}

  /**
   * The environment: {@code NETIA_ENV}, else {@code MIX_ENV}, else {@code dev}.
   *
   * @return {@code dev}, {@code test} or {@code prod}
   * @throws InvalidSettingException for any other word: it would otherwise run as development, with
   *     a secret that everybody knows
   */
  public static String environment(SettingSource source) {
    String name = source.text("NETIA_ENV").isPresent() ? "NETIA_ENV" : "MIX_ENV";
    return Setting.word(name, "dev", KnownSettings.ENVIRONMENTS).read(source);
  }

  /** Whether this is a production installation. */
  public static boolean isProduction(SettingSource source) {
    return environment(source).equals("prod");
  }

  /**
   * Checks the form of every setting and what production requires; other environments have a
   * default for everything.
   *
   * @throws InvalidSettingException one sentence that names the setting
   */
  public static void check(SettingSource source) {
    boolean isProduction = isProduction(source);
    KnownSettings.check(source);
    // Their files are looked for now, and not when something is first connected.
    SECRETS.forEach(source::value);
    if (!isProduction) {
      return;
    }
    if (source.text("DATABASE_URL").isEmpty()) {
      throw new InvalidSettingException(
          "DATABASE_URL is not set: production needs the address of its PostgreSQL database.");
    }
    if (source.secret("SECRET_KEY_BASE").isEmpty()) {
      throw new InvalidSettingException(
          "SECRET_KEY_BASE is not set: production needs a secret of at least 64 bytes.");
    }
    checkSecret(source, "SECRET_KEY_BASE");
    // What it signed is still believed, so a weak one is as bad.
    checkSecret(source, "SECRET_KEY_BASE_PREVIOUS");
  }

  private static void checkSecret(SettingSource source, String name) {
    String secret = source.secret(name).orElse("");
    if (secret.isEmpty()) {
      return;
    }
    if (secret.getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES) {
      throw new InvalidSettingException(
          name + " is too short: production needs a secret of at least 64 bytes.");
    }
    if (secret.strip().equals(DEVELOPMENT_SECRET)) {
      throw new InvalidSettingException(
          name + " is the secret of development, which everybody knows: use one of your own.");
    }
  }
}
