package io.netia.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to measure and for how long.
 *
 * @param conversations open conversations, each with a visitor and an agent connected
 * @param warmUp load before anything is measured; the compiler needs about a minute of it
 * @param seconds length of each measured phase
 * @param idle joined connections that say nothing, for the memory figure
 * @param requesters keep-alive connections of the REST phases
 * @param only the phases that are measured
 */
record Options(
    String url,
    String databaseUrl,
    long serverPid,
    long databasePid,
    int conversations,
    Duration warmUp,
    Duration seconds,
    int idle,
    int requesters,
    Set<String> only,
    boolean json) {

  private static final List<String> PHASES = List.of("chat", "get", "post", "idle");

  static final String USAGE =
      """
      bench [--conversations N] [--seconds S] [--warm-up S] [--idle N] [--only chat,get,post,idle] [--quick] [--json]
        NETIA_URL           address of the running server (required)
        NETIA_JDBC_URL      JDBC URL of a role that may create a table, for the floor (otherwise left out)
        NETIA_PID           process id of the server on this machine, for CPU and memory (otherwise left out)
        NETIA_DATABASE_PID  process id of its PostgreSQL's postmaster, for CPU (otherwise left out)\
      """;

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
    Set<String> only = Set.copyOf(PHASES);
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
        case "--only" -> only = phases(arguments, ++i);
        case "--json" -> json = true;
        default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
      }
    }
    return new Options(
        url.replaceAll("/+$", ""),
        environment.getOrDefault("NETIA_JDBC_URL", ""),
        pid(environment, "NETIA_PID"),
        pid(environment, "NETIA_DATABASE_PID"),
        conversations,
        Duration.ofSeconds(warmUp),
        Duration.ofSeconds(seconds),
        idle,
        16,
        only,
        json);
  }

  /** 0 when none is given. */
  private static long pid(Map<String, String> environment, String name) {
    String text = environment.getOrDefault(name, "");
    if (text.isEmpty()) {
      return 0;
    }
    if (!text.matches("\\d{1,10}") || !Files.isDirectory(Path.of("/proc", text))) {
      throw new IllegalArgumentException(name + " is no running process: " + text);
    }
    return Long.parseLong(text);
  }

  private static Set<String> phases(String[] arguments, int at) {
    List<String> named = at < arguments.length ? List.of(arguments[at].split(",")) : List.of();
    if (named.isEmpty() || !PHASES.containsAll(named)) {
      throw new IllegalArgumentException("--only needs some of " + String.join(",", PHASES));
    }
    return new HashSet<>(named);
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
