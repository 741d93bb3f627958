package io.netia.live.socket.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DocumentedLimitsTest {

  private static final Path CHANNELS = Path.of("src/main/java/io/netia/live/socket/channels");
  private static final Pattern EVENT = Pattern.compile("(?:case |event\\.equals\\()\"([a-z_:]+)\"");

  /** Channels tell their events apart by name, so the names are those in the sources. */
  private static TreeSet<String> events() throws IOException {
    TreeSet<String> events = new TreeSet<>(List.of("phx_join", "phx_leave", "heartbeat"));
    try (Stream<Path> files = Files.list(CHANNELS)) {
      for (Path file : files.toList()) {
        EVENT
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> events.add(found.group(1)));
      }
    }
    return events;
  }

  @Test
  void the_limits_of_every_event_are_documented() throws IOException {
    String limits = Files.readString(Path.of("..", "docs", "limits.md"));
    assertThat(events())
        .contains("shout", "typing", "messages:seen", "ping", "read")
        .allSatisfy(event -> assertThat(limits).contains("`" + event + "`"));
  }
}
