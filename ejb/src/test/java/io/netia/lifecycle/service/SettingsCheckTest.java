package io.netia.lifecycle.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsCheckTest {

  @ParameterizedTest
  @CsvSource({
    "DATABASE_URL, mysql://netia:secret@db/netia",
    "DATABASE_URL, '\"postgres://netia:secret@db/netia\"'",
    "DATABASE_URL, postgres://netia:secret#s@db/netia",
    "DATABASE_URL, postgres://netia:secret%@db/netia",
    "DATABASE_URL, postgres://netia:secret@db:port/netia",
    "DATABASE_URL, postgres://netia:secret@db",
    "DATABASE_URL, postgres://netia:secret@db/netia?sslmode=verify_full",
    "DATABASE_URL, jdbc:postgresql://db/netia?user=netia&password=secret%zz",
    "DATABASE_URL, jdbc:postgresql://db:port/netia?user=netia&password=secret",
    "DATABASE_OWNER_URL, https://netia:secret@db/netia",
    "NETIA_TRUSTED_PROXIES, nginx",
    "NETIA_TRUSTED_PROXIES, 10.0.0.0/33",
    "NETIA_LIMIT_LOGIN_ADDRESS, -1",
    "NETIA_LIMIT_LOGIN_NAME, many",
    "NETIA_HASHES_AT_ONCE, 0",
    "NETIA_BODIES_MEMORY, 8",
    "NETIA_SLOW_BODIES_PER_ADDRESS, 17",
    "NETIA_DRAIN_SECONDS, 5s",
  })
  void a_wrong_setting_is_named_before_the_server_starts(String name, String value) {
    assertThat(mistake(name, value)).startsWith(name + " ").doesNotContain("secret", "zz");
  }

  @Test
  void a_password_with_escaped_characters_is_no_mistake() {
    assertThat(mistake("DATABASE_URL", "postgres://netia:a%40b%23c%25@db:5432/netia")).isEmpty();
    assertThat(mistake("DATABASE_URL", "jdbc:postgresql://db/netia?password=a%25")).isEmpty();
  }

  private static String mistake(String name, String value) {
    return SettingsCheck.firstMistake(
        other -> other.equals(name) ? Optional.of(value) : Optional.empty());
  }
}
