package io.netia.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"production", "prd", "development", "dev,prod", "prod;", "true", "PROD1"})
  void an_unknown_environment_is_refused_with_the_words_there_are(String word) {
    assertThatThrownBy(() -> check(Map.of("NETIA_ENV", word, "MIX_ENV", "test")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("NETIA_ENV is \"" + word + "\": it must be one of dev, test, prod.");
    assertThatThrownBy(() -> check(Map.of("MIX_ENV", word)))
        .hasMessageStartingWith("MIX_ENV is \"" + word + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod", "PROD", "Prod", " prod\t", "prod\n"})
  void case_and_white_space_do_not_make_another_environment(String word) {
    assertThat(RequiredSettings.isProduction(name -> Optional.of(word))).isTrue();
  }

  @Test
  void an_empty_variable_is_not_set() {
    assertThat(
            RequiredSettings.environment(
                name -> Optional.of(name.equals("MIX_ENV") ? "test" : "  ")))
        .isEqualTo("test");
  }

  @Test
  void a_wrong_value_of_any_setting_is_refused_though_nothing_reads_it_yet() {
    assertThatThrownBy(() -> check(Map.of("NETIA_SOCKET_EVENT_BURST", "many")))
        .hasMessageStartingWith("NETIA_SOCKET_EVENT_BURST is \"many\"");
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

  @ParameterizedTest
  @ValueSource(strings = {"SECRET_KEY_BASE", "SECRET_KEY_BASE_PREVIOUS"})
  void production_refuses_a_secret_that_is_short_or_known_to_everybody(String name) {
    Map<String, String> settings =
        new HashMap<>(Map.of("NETIA_ENV", "prod", "DATABASE_URL", URL, "SECRET_KEY_BASE", SECRET));
    settings.put(name, "s".repeat(63));
    assertThatThrownBy(() -> check(settings))
        .hasMessage(name + " is too short: production needs a secret of at least 64 bytes.");
    settings.put(name, RequiredSettings.DEVELOPMENT_SECRET);
    assertThatThrownBy(() -> check(settings))
        .hasMessage(
            name + " is the secret of development, which everybody knows: use one of your own.");
    settings.put(name, "t".repeat(64));
    assertThatCode(() -> check(settings)).doesNotThrowAnyException();
    settings.put("NETIA_ENV", "dev");
    settings.put(name, "short");
    assertThatCode(() -> check(settings)).doesNotThrowAnyException();
  }

  @Test
  void production_starts_with_both() {
    assertThatCode(
            () ->
                check(Map.of("NETIA_ENV", "prod", "DATABASE_URL", URL, "SECRET_KEY_BASE", SECRET)))
        .doesNotThrowAnyException();
  }
}
