package io.netia.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ListenerOptionsTest {

  @TempDir private Path folder;

  private static Optional<String> mistake(String... options) {
    return new ListenerOptions(options).mistake();
  }

  private String listenOn(String address) throws IOException {
    return Files.writeString(
            folder.resolve("listen.asadmin"),
            "# A comment\nset configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address="
                + address
                + "\n")
        .toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "0", "-1", "65536", "4000.5", ""})
  void a_port_that_is_none_is_refused(String port) {
    assertThat(mistake("--port", port))
        .contains("--port is \"" + port + "\": it must be a number from 1 to 65535.");
    assertThat(mistake("--port", "4000", "--Port", port)).isPresent();
  }

  @Test
  void an_option_without_its_value_is_refused() {
    assertThat(mistake("--port")).get().asString().startsWith("--port is \"\"");
  }

  @Test
  void a_port_that_another_program_has_is_refused() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(other.getLocalPort());

      assertThat(mistake("--port", port))
          .contains("Netia cannot listen on 0.0.0.0:" + port + ": Address already in use.");
      assertThat(mistake("--port", port, "--prebootcommandfile", listenOn("127.0.0.1")))
          .contains("Netia cannot listen on 127.0.0.1:" + port + ": Address already in use.");
      assertThat(mistake("--port", port, "--prebootcommandfile", listenOn("127.0.0.2"))).isEmpty();
      assertThat(mistake("--port", port, "--autobindhttp")).isEmpty();
    }
  }

  @Test
  void an_address_of_another_machine_is_refused() throws IOException {
    assertThat(mistake("--prebootcommandfile", listenOn("192.0.2.1"), "--port", "1024"))
        .get()
        .asString()
        .startsWith("Netia cannot listen on 192.0.2.1:1024: ");
  }

  @Test
  void a_file_of_commands_that_is_not_there_is_refused() {
    assertThat(mistake("--prebootcommandfile", folder + "/none"))
        .contains("--prebootcommandfile names " + folder + "/none, which cannot be read.");
  }
}
