package io.netia.launcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The one jar's options of where to listen. The server answers a wrong port, or one that is taken,
 * with stack traces.
 */
final class ListenerOptions {

  /** What the jar was built with. */
  private static final String USUAL_PORT = "4000";

  private static final int LAST_PORT = 65_535;

  /** As in {@code listen.asadmin}; in the server's file of commands the last line counts. */
  private static final Pattern ADDRESS =
      Pattern.compile("(?m)^\\s*set\\s+\\S+\\.network-listener\\.http-listener\\.address=\\S+");

  private final List<String> options;

  ListenerOptions(String... options) {
    this.options = List.of(options);
  }

  /** One sentence about what keeps the server from listening there; empty when nothing does. */
  Optional<String> mistake() {
    String port = last("port").orElse(USUAL_PORT);
    if (!port.matches("\\d{1,5}")
        || Integer.parseInt(port) < 1
        || Integer.parseInt(port) > LAST_PORT) {
      return Optional.of("--port is \"" + port + "\": it must be a number from 1 to 65535.");
    }
    List<String> addresses = new ArrayList<>();
    for (String file : values("prebootcommandfile")) {
      try {
        ADDRESS
            .matcher(Files.readString(Path.of(file)))
            .results()
            .map(MatchResult::group)
            .map(line -> line.substring(line.indexOf('=') + 1))
            .forEach(addresses::add);
      } catch (IOException | InvalidPathException unreadable) {
        return Optional.of("--prebootcommandfile names " + file + ", which cannot be read.");
      }
    }
    String address = addresses.isEmpty() ? "0.0.0.0" : addresses.get(addresses.size() - 1);
    return findsItsPort() ? Optional.empty() : inTheWay(address, Integer.parseInt(port));
  }

  private static Optional<String> inTheWay(String address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // Connections that have just ended do not count.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return Optional.empty();
    } catch (IOException refused) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "Netia cannot listen on %s:%d: %s.",
              address,
              port,
              refused.getMessage()));
    }
  }

  /** Whether the server looks for a free port by itself. */
  private boolean findsItsPort() {
    return options.stream()
        .map(option -> option.toLowerCase(Locale.ROOT))
        .anyMatch(option -> option.equals("--autobindhttp"));
  }

  private Optional<String> last(String name) {
    List<String> all = values(name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** What stands behind an option of that name; the server takes it in any case. */
  private List<String> values(String name) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      if (options.get(i).equalsIgnoreCase("--" + name)) {
        values.add(i + 1 < options.size() ? options.get(i + 1) : "");
      }
    }
    return values;
  }
}
