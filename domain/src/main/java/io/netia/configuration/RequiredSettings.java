package io.netia.configuration;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** The settings without which a production installation does not start. */
public final class RequiredSettings {

  private static final int SECRET_BYTES = 64;

  private RequiredSettings() {}

  /**
   * The environment: {@code NETIA_ENV}, else {@code MIX_ENV}, else {@code dev}.
   *
   * @param settings answers a setting by its name; empty when it is not set, or blank
   */
  public static String environment(Function<String, Optional<String>> settings) {
    return settings.apply("NETIA_ENV").or(() -> settings.apply("MIX_ENV")).orElse("dev");
  }

  /** Whether this is a production installation. */
  public static boolean isProduction(Function<String, Optional<String>> settings) {
    return environment(settings).equals("prod");
  }

  /**
   * Checks what production requires; other environments have a default for everything.
   *
   * @throws IllegalStateException one sentence that names the setting
   */
  public static void check(Function<String, Optional<String>> settings) {
    if (!isProduction(settings)) {
      return;
    }
    if (settings.apply("DATABASE_URL").isEmpty()) {
      throw new IllegalStateException(
          "DATABASE_URL is not set: production needs the address of its PostgreSQL database.");
    }
    String secret =
        settings
            .apply("SECRET_KEY_BASE")
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "SECRET_KEY_BASE is not set: production needs a secret of at least 64 bytes."));
    if (secret.getBytes(StandardCharsets.UTF_8).length < SECRET_BYTES) {
      throw new IllegalStateException(
          "SECRET_KEY_BASE is too short: production needs a secret of at least 64 bytes.");
    }
  }
}
