package io.netia.bench;

import java.time.Duration;
import java.util.Map;

/**
 * What to measure and for how long.
 *
 * @param conversations open conversations, each with a visitor and an agent connected
 * @param warmUp load before anything is measured; the compiler needs about a minute of it
 * @param seconds length of each measured phase
 * @param idle joined connections that say nothing, for the memory figure
 * @param requesters keep-alive connections of the REST phases
 */
record Options(
    String url,
    String databaseUrl,
    long serverPid,
    int conversations,
    Duration warmUp,
    Duration seconds,
    int idle,
    int requesters,
    boolean json) {

  static final String USAGE =
      """
      bench [--conversations N] [--seconds S] [--warm-up S] [--idle N] [--quick] [--json]
        NETIA_URL        address of the running server (required)
        NETIA_JDBC_URL   JDBC URL of a role that may create a table, for the floor (otherwise left out)
        NETIA_PID        process id of the server on this machine, for CPU and memory (otherwise left out)""";

  /** Reads arguments and environment; an {@link IllegalArgumentException} says what is wrong. */
  static Options read(String[] arguments, Map<String, String> environment) {
    String url = environment.getOrDefault("NETIA_URL", "");
    if (url.isBlank()) {
      throw new IllegalArgumentException("NETIA_URL names no server");
    }
    int conversations = 50;
    int idle = 2_000;
    int seconds = 15;
    int warmUp = 60;
    boolean json = false;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--conversations" -> conversations = number(arguments, ++i, 1, 2_000);
        case "--seconds" -> seconds = number(arguments, ++i, 1, 300);
        case "--warm-up" -> warmUp = number(arguments, ++i, 0, 600);
        case "--idle" -> idle = number(arguments, ++i, 0, 20_000);
        case "--quick" -> {
          seconds = 5;
          warmUp = 10;
          idle = 500;
        }
        case "--json" -> json = true;
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    return new Options(
        url.replaceAll("/+$", ""),
        environment.getOrDefault("NETIA_JDBC_URL", ""),
        pid(environment.getOrDefault("NETIA_PID", "")),
        conversations,
        Duration.ofSeconds(warmUp),
        Duration.ofSeconds(seconds),
        idle,
        16,
        json);
  }

  private static long pid(String text) {
    if (!text.matches("\\d{0,10}")) {
      throw new IllegalArgumentException("NETIA_PID is no process id: " + text);
    }
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }

  private static int number(String[] arguments, int at, int least, int most) {
    String name = arguments[at - 1];
    if (at >= arguments.length || !arguments[at].matches("\\d{1,9}")) {
      throw new IllegalArgumentException(name + " needs a number");
    }
    int value = Integer.parseInt(arguments[at]);
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + " must be from " + least + " to " + most);
    }
    return value;
  }
}
