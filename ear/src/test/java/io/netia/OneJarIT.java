package io.netia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The one-jar form as a command. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OneJarIT {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @Test
  void in_production_it_ends_with_a_sentence_that_names_what_is_missing() throws Exception {
    assertRefuses(Map.of("NETIA_ENV", "prod"), "DATABASE_URL is not set: ");
    assertRefuses(
        Map.of(
            "MIX_ENV",
            "prod",
            "DATABASE_URL",
            "postgres://netia:netia@127.0.0.1:1/netia",
            "SECRET_KEY_BASE",
            "too short"),
        "SECRET_KEY_BASE is too short: ");
  }

  @Test
  void what_only_the_application_reads_is_checked_as_early() throws Exception {
    assertRefuses(Map.of("DATABASE_URL", "postgres://netia:a#b@db/netia"), "DATABASE_URL is not ");
    assertRefuses(Map.of("NETIA_TRUSTED_PROXIES", "nginx"), "NETIA_TRUSTED_PROXIES is ");
  }

  @Test
  void a_port_that_it_cannot_listen_on_is_reported_before_it_starts() throws Exception {
    assertRefuses(Map.of(), "--port is \"abc\": ", "--port", "abc");
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(other.getLocalPort());
      assertRefuses(Map.of(), "Netia cannot listen on 0.0.0.0:" + port + ": ", "--port", port);
    }
    assertRefuses(Map.of(), "--prebootcommandfile names /none, ", "--prebootcommandfile", "/none");
  }

  private static void assertRefuses(
      Map<String, String> environment, String sentence, String... options)
      throws IOException, InterruptedException {
    ProcessBuilder command = new ProcessBuilder(JAVA.toString(), "-jar", "target/netia.jar");
    command.command().addAll(List.of(options));
    command
        .environment()
        .keySet()
        .removeAll(Set.of("NETIA_ENV", "MIX_ENV", "DATABASE_URL", "SECRET_KEY_BASE"));
    command.environment().putAll(environment);
    Process process = command.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(output).startsWith(sentence).hasLineCount(1);
  }
}
