package io.netia.configuration;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RequiredSettingsTest {

  private static final String SECRET = "s".repeat(64);
  private static final String URL = "postgres://netia:netia@db/netia";

  private static void check(Map<String, String> settings) {
    RequiredSettings.check(name -> Optional.ofNullable(settings.get(name)));
  }

  @Test
  void outside_of_production_nothing_has_to_be_set() {
    assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
    assertThatCode(() -> check(Map.of("NETIA_ENV", "test", "MIX_ENV", "prod")))
        .doesNotThrowAnyException();
  }

  @Test
  void production_names_what_is_missing_or_too_short() {
    assertThatThrownBy(() -> check(Map.of("MIX_ENV", "prod", "SECRET_KEY_BASE", SECRET)))
        .hasMessageStartingWith("DATABASE_URL is not set");
    assertThatThrownBy(() -> check(Map.of("NETIA_ENV", "prod", "DATABASE_URL", URL)))
        .hasMessageStartingWith("SECRET_KEY_BASE is not set");
    assertThatThrownBy(
            () ->
                check(
                    Map.of(
                        "NETIA_ENV",
                        "prod",
                        "DATABASE_URL",
                        URL,
                        "SECRET_KEY_BASE",
                        SECRET.substring(1))))
        .hasMessageStartingWith("SECRET_KEY_BASE is too short");
  }

  @Test
  void production_starts_with_both() {
    assertThatCode(
            () ->
                check(Map.of("NETIA_ENV", "prod", "DATABASE_URL", URL, "SECRET_KEY_BASE", SECRET)))
        .doesNotThrowAnyException();
  }
}
