package io.netia.bench;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to measure and for how long.
 *
 * @param kind which of the benchmarks
 * @param serverPid 0 when unknown
 * @param databasePid 0 when unknown
 * @param conversations open conversations of the closed loop, each with a visitor and an agent
 * @param warmUp load before anything is measured; the compiler needs about a minute of it
 * @param seconds length of each measured phase
 * @param idle joined connections that send nothing
 * @param idleTime how long they stay
 * @param storm connections that break and come back at once
 * @param only the phases that are measured
 */
record Options(
    Kind kind,
    String url,
    String databaseUrl,
    long serverPid,
    long databasePid,
    int conversations,
    Duration warmUp,
    Duration seconds,
    int idle,
    Duration idleTime,
    int storm,
    Set<String> only,
    boolean json) {

  /** The benchmarks: everything briefly, live updates alone and more closely, or under attack. */
  enum Kind {
    PLAIN,
    REALTIME,
    HOSTILE;

    /** The one that the first argument names, if any does. */
    static Kind of(String[] arguments) {
      String word = arguments.length == 0 ? "" : arguments[0];
      return switch (word) {
        case "realtime" -> REALTIME;
        case "hostile" -> HOSTILE;
        default -> PLAIN;
      };
    }

    private List<String> phases() {
      return switch (this) {
        case PLAIN -> PLAIN_PHASES;
        case REALTIME -> REALTIME_PHASES;
        case HOSTILE -> List.copyOf(Attack.all().keySet());
      };
    }

    private Map<String, Integer> defaults() {
      return switch (this) {
        case PLAIN ->
            Map.of("--conversations", 50, "--warm-up", 60, "--seconds", 15, "--idle", 2_000);
        case REALTIME ->
            Map.of(
                "--conversations", 50,
                "--warm-up", 60,
                "--seconds", 15,
                "--idle", 10_000,
                "--idle-minutes", 10,
                "--storm", 5_000);
        case HOSTILE -> Map.of("--conversations", 100, "--warm-up", 60, "--seconds", 8);
      };
    }

    private Map<String, Integer> quick() {
      return switch (this) {
        case PLAIN -> Map.of("--warm-up", 10, "--seconds", 5, "--idle", 500);
        case REALTIME ->
            Map.of(
                "--warm-up",
                10,
                "--seconds",
                5,
                "--idle",
                1_000,
                "--idle-minutes",
                1,
                "--storm",
                500);
        case HOSTILE -> Map.of("--warm-up", 10, "--seconds", 3);
      };
    }
  }

  static final String USAGE =
      """
      bench [--conversations N] [--seconds S] [--warm-up S] [--idle N] [--only chat,get,post,idle] [--quick] [--json]
      bench realtime [--conversations N] [--seconds S] [--warm-up S] [--idle N] [--idle-minutes M] [--storm N]
            [--only open-loop,closed-loop,room,idle,storm] [--quick] [--json]
      bench hostile [--conversations N] [--seconds S] [--warm-up S] [--only ATTACK,…] [--quick] [--json]
        NETIA_URL           address of the running server (required)
        NETIA_JDBC_URL      JDBC URL of a role that may create a table, for the floor (otherwise left out)
        NETIA_PID           process id of the server on this machine, for CPU, memory, pauses (otherwise left out)
        NETIA_DATABASE_PID  process id of its PostgreSQL's postmaster, for CPU (otherwise left out)""";

  private static final List<String> PLAIN_PHASES = List.of("chat", "get", "post", "idle");
  private static final List<String> REALTIME_PHASES =
      List.of("open-loop", "closed-loop", "room", "idle", "storm");

  /** Reads arguments and environment; an {@link IllegalArgumentException} names what is wrong. */
  static Options read(String[] arguments, Map<String, String> environment) {
    Kind kind = Kind.of(arguments);
    Map<String, Integer> numbers = new HashMap<>(kind.defaults());
    List<String> phases = kind.phases();
    Set<String> only = Set.copyOf(phases);
    boolean json = false;
    for (int i = kind == Kind.PLAIN ? 0 : 1; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> numbers.putAll(kind.quick());
        case "--json" -> json = true;
        case "--only" -> only = phases(arguments, ++i, phases);
        default -> {
          String name = arguments[i];
          if (!numbers.containsKey(name)) {
            throw new IllegalArgumentException("unknown option " + name);
          }
          numbers.put(name, number(arguments, ++i));
        }
      }
    }
    return new Options(
        kind,
        url(environment),
        databaseUrl(environment),
        pid(environment, "NETIA_PID"),
        pid(environment, "NETIA_DATABASE_PID"),
        within(numbers, "--conversations", 1, 2_000),
        Duration.ofSeconds(within(numbers, "--warm-up", 0, 600)),
        Duration.ofSeconds(within(numbers, "--seconds", 1, 300)),
        within(numbers, "--idle", 0, 50_000),
        Duration.ofMinutes(within(numbers, "--idle-minutes", 1, 120)),
        within(numbers, "--storm", 1, 20_000),
        only,
        json);
  }

  private static String url(Map<String, String> environment) {
    String url = environment.getOrDefault("NETIA_URL", "").replaceAll("/+$", "");
    if (!url.matches("http://[^/]+:\\d+")) {
      throw new IllegalArgumentException("NETIA_URL is no http://host:port: " + url);
    }
    requireLoopback("NETIA_URL", url);
    return url;
  }

  private static String databaseUrl(Map<String, String> environment) {
    String url = environment.getOrDefault("NETIA_JDBC_URL", "");
    if (!url.isEmpty()) {
      requireLoopback("NETIA_JDBC_URL", url.replaceFirst("^jdbc:", ""));
    }
    return url;
  }

  /** Load is for this machine only: an address with a slip in it must not become an attack. */
  private static void requireLoopback(String name, String url) {
    String host = URI.create(url).getHost();
    try {
      if (host != null && InetAddress.getByName(host).getAddress()[0] == 127) {
        return;
      }
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(name + " names an unknown host: " + url, e);
    }
    throw new IllegalArgumentException(name + " is not on this machine (127.0.0.0/8): " + url);
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

  private static Set<String> phases(String[] arguments, int at, List<String> known) {
    List<String> named = at < arguments.length ? List.of(arguments[at].split(",")) : List.of();
    if (named.isEmpty() || !known.containsAll(named)) {
      throw new IllegalArgumentException("--only needs some of " + String.join(",", known));
    }
    return Set.copyOf(named.stream().distinct().toList());
  }

  private static int number(String[] arguments, int at) {
    if (at >= arguments.length || !arguments[at].matches("\\d{1,9}")) {
      throw new IllegalArgumentException(arguments[at - 1] + " needs a number");
    }
    return Integer.parseInt(arguments[at]);
  }

  /** 0 where the benchmark has no such option. */
  private static int within(Map<String, Integer> numbers, String name, int least, int most) {
    if (!numbers.containsKey(name)) {
      return 0;
    }
    int value = numbers.get(name);
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + " must be from " + least + " to " + most);
    }
    return value;
  }
}
