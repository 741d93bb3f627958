package io.netia.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SecretFilesTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"secret", "secret\n", "secret\r\n", "secret\n\n"})
  void a_setting_is_read_from_its_file_without_the_line_break_at_the_end(String content)
      throws IOException {
    assertThat(sourceOf(Map.of("SECRET_KEY_BASE_FILE", file(content))).secret("SECRET_KEY_BASE"))
        .contains("secret");
  }

  @Test
  void every_setting_can_stand_in_a_file() throws IOException {
    SettingSource source = sourceOf(Map.of("PORT_FILE", file("4100\n")));

    assertThat(KnownSettings.PORT.read(source)).isEqualTo(4100);
  }

  @Test
  void without_a_file_nothing_is_different() {
    SettingSource source = sourceOf(Map.of("PORT", "4100", "SECRET_KEY_BASE_FILE", " "));

    assertThat(KnownSettings.PORT.read(source)).isEqualTo(4100);
    assertThat(source.secret("SECRET_KEY_BASE")).isEmpty();
  }

  @Test
  void a_setting_that_is_given_twice_is_refused() throws IOException {
    SettingSource source = sourceOf(Map.of("REDIS_URL", "redis://a", "REDIS_URL_FILE", file("x")));

    refused(source, "REDIS_URL", "REDIS_URL and REDIS_URL_FILE are both set");
  }

  @Test
  void a_file_that_is_not_there_or_is_a_folder_is_refused() {
    refused(
        sourceOf(Map.of("DATABASE_URL_FILE", folder.resolve("none").toString())),
        "DATABASE_URL",
        "DATABASE_URL_FILE names " + folder.resolve("none") + ", which is not there");
    refused(
        sourceOf(Map.of("DATABASE_URL_FILE", folder.toString())),
        "DATABASE_URL",
        "DATABASE_URL_FILE names " + folder + ", which is not there or is no file");
    refused(sourceOf(Map.of("DATABASE_URL_FILE", "\0")), "DATABASE_URL", "DATABASE_URL_FILE names");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", " \t\r\n"})
  void an_empty_file_is_refused(String content) throws IOException {
    refused(sourceOf(Map.of("DATABASE_URL_FILE", file(content))), "DATABASE_URL", "is empty");
  }

  @Test
  void a_file_of_more_than_64_KB_is_refused_and_one_of_64_KB_is_not() throws IOException {
    assertThat(sourceOf(Map.of("X_FILE", file("x".repeat(64 * 1024)))).value("X")).isPresent();
    refused(sourceOf(Map.of("X_FILE", file("x".repeat(64 * 1024 + 1)))), "X", "larger than 64 KB");
  }

  @Test
  void bytes_that_are_no_text_are_refused_and_not_repeated() throws IOException {
    Path binary = folder.resolve("binary");
    Files.write(binary, new byte[] {(byte) 0xff, 's', (byte) 0xfe});

    refused(sourceOf(Map.of("X_FILE", binary.toString())), "X", "no text in UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DATABASE_URL",
        "DATABASE_OWNER_URL",
        "SECRET_KEY_BASE",
        "SECRET_KEY_BASE_PREVIOUS",
        "REDIS_URL",
        "NETIA_METRICS_TOKEN"
      })
  void a_file_that_is_not_there_stops_the_start_in_every_environment(String name) {
    SettingSource source = sourceOf(Map.of(name + "_FILE", folder.resolve("none").toString()));

    assertThatThrownBy(() -> RequiredSettings.check(source))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(name + "_FILE names");
  }

  private static void refused(SettingSource source, String name, String sentence) {
    assertThatThrownBy(() -> source.value(name))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining(sentence)
        .message()
        .doesNotContain("\n");
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("secret"), content).toString();
  }

  private static SettingSource sourceOf(Map<String, String> environment) {
    return SettingSource.withFiles(name -> Optional.ofNullable(environment.get(name)));
  }
}
