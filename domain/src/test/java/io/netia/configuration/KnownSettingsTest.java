package io.netia.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KnownSettingsTest {

  /** What no setting may be. */
  private static final String WRONG = "~";

  @Test
  void every_setting_is_checked_at_the_start_and_explained_to_operators() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "operate.md"));
    for (Setting<?> setting : all()) {
      assertThatThrownBy(() -> KnownSettings.check(only(setting.name(), WRONG)))
          .as(setting.name())
          .isInstanceOf(InvalidSettingException.class)
          .hasMessageStartingWith(setting.name() + " ");
      assertThat(page).contains("`" + setting.name() + "`");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://chat.example.com, https://chat.example.com",
    "http://localhost:4000, http://localhost:4000",
    "chat.example.com, https://chat.example.com",
  })
  void the_public_address_may_be_a_bare_host(String text, String address) {
    assertThat(KnownSettings.BACKEND_URL.read(only("BACKEND_URL", text)))
        .contains(URI.create(address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://chat.example.com/", "chat.example.com//"})
  void a_slash_at_its_end_is_no_part_of_the_public_address(String text) {
    assertThat(KnownSettings.BACKEND_URL.read(only("BACKEND_URL", text)))
        .contains(URI.create("https://chat.example.com"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/chat",
        "example.com/chat/",
        "https://chat.example.com?a=b",
        "https://chat.example.com/#top",
        "https://ann@chat.example.com",
        "https://chat.example.com:70000"
      })
  void a_public_address_with_more_than_host_and_port_is_refused(String text) {
    assertThatThrownBy(() -> KnownSettings.BACKEND_URL.read(only("BACKEND_URL", text)))
        .hasMessageStartingWith("BACKEND_URL has more than a host and its port");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://chat.example.com", "https://", "chat example", "https://a b"})
  void any_other_public_address_is_refused(String text) {
    assertThatThrownBy(() -> KnownSettings.BACKEND_URL.read(only("BACKEND_URL", text)))
        .hasMessageStartingWith("BACKEND_URL is no address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"public", "none", "current_user", "session_user", "user", "pg_monitor", "Netia"})
  void what_is_granted_to_the_serving_role_is_granted_to_one_role(String name) {
    assertThatThrownBy(() -> KnownSettings.DB_APP_ROLE.read(only("NETIA_DB_APP_ROLE", name)))
        .hasMessageStartingWith("NETIA_DB_APP_ROLE is not a role name");
    assertThat(KnownSettings.DB_APP_ROLE.read(only("NETIA_DB_APP_ROLE", "app_public")))
        .isEqualTo("app_public");
  }

  @ParameterizedTest
  @CsvSource({
    "REDIS_TLS_URL, redis://:secret@redis:6379",
    "REDIS_URL, redis:6379",
    "REDIS_URL, http://:secret@redis",
    "REDIS_URL, redis://",
  })
  void a_meeting_place_that_cannot_be_one_is_refused_without_its_password(String name, String url) {
    assertThatThrownBy(() -> KnownSettings.check(only(name, url)))
        .hasMessageStartingWith(name + " must begin with ")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "NETIA_CLUSTER_MEMBERS, 10.0.0.5",
    "NETIA_CLUSTER_MEMBERS, 10.0.0.5:5701;10.0.0.6:5701",
    "NETIA_CLUSTER_MEMBERS, '10.0.0.5:5701,'",
    "NETIA_CLUSTER_INTERFACE, eth0",
    "NETIA_CLUSTER_INTERFACE, 10.0.0.5:5701",
    "NETIA_CLUSTER_INTERFACE, 0",
    "NETIA_CLUSTER_INTERFACE, 999.1.1.1",
  })
  void what_cannot_be_nodes_of_the_data_grid_is_refused(String name, String text) {
    assertThatThrownBy(() -> KnownSettings.check(only(name, text)))
        .hasMessageStartingWith(name + " must ");
  }

  @Test
  void a_node_of_the_data_grid_needs_its_own_port_and_address() {
    Map<String, String> settings = new HashMap<>();
    settings.put("NETIA_CLUSTER_MEMBERS", "node-1.internal:5701, [fd00::2]:5701");
    assertThatThrownBy(() -> KnownSettings.check(of(settings)))
        .hasMessageStartingWith("NETIA_CLUSTER_PORT is not set");
    settings.put("NETIA_CLUSTER_PORT", "5701");
    assertThatThrownBy(() -> KnownSettings.check(of(settings)))
        .hasMessageStartingWith("NETIA_CLUSTER_INTERFACE is not set");
    settings.put("NETIA_CLUSTER_INTERFACE", "fd00::1");
    assertThatCode(() -> KnownSettings.check(of(settings))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NETIA_CLUSTER_MEMBERS",
        "NETIA_CLUSTER_PORT",
        "NETIA_CLUSTER_INTERFACE",
        "NETIA_LOG_FORMAT"
      })
  void what_the_server_reads_itself_cannot_stand_in_a_file(String name) {
    assertThatThrownBy(() -> KnownSettings.check(only(name + "_FILE", "/run/secrets/file")))
        .hasMessageStartingWith(name + "_FILE has no effect");
  }

  private static List<Setting<?>> all() {
    return Arrays.stream(KnownSettings.class.getDeclaredFields())
        .filter(field -> field.getType() == Setting.class)
        .<Setting<?>>map(KnownSettingsTest::valueOf)
        .toList();
  }

  private static Setting<?> valueOf(Field field) {
    try {
      return (Setting<?>) field.get(null);
    } catch (IllegalAccessException hidden) {
      throw new AssertionError("A setting should not be private", hidden);
    }
  }

  private static SettingSource of(Map<String, String> settings) {
    return name -> Optional.ofNullable(settings.get(name));
  }

  private static SettingSource only(String name, String text) {
    return other -> other.equals(name) ? Optional.of(text) : Optional.empty();
  }
}
