package io.netia.configuration.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsTest {

  private final Logger log = Logger.getLogger(Settings.class.getName());
  private final List<String> logged = new ArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          logged.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    log.addHandler(listener);
  }

  @AfterEach
  void forget() {
    log.removeHandler(listener);
  }

  @Test
  void it_warns_when_the_kind_of_installation_is_not_set() {
    read(Map.of());
    read(Map.of("NETIA_ENV", " "));

    assertThat(logged)
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("NETIA_ENV is not set"));
  }

  @Test
  void development_that_is_set_is_no_warning() {
    read(Map.of("NETIA_ENV", "dev"));
    read(Map.of("MIX_ENV", "test"));

    assertThat(logged).isEmpty();
  }

  private static void read(Map<String, String> settings) {
    new Settings().read(name -> Optional.ofNullable(settings.get(name)));
  }
}
