package io.netia.configuration;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The settings whose values have a form. All of them are checked when the server starts, whether
 * anything reads them by then or not. {@code docs/operate.md} explains each.
 */
public final class KnownSettings {

  private static final int METRICS_TOKEN_LEAST = 16;
  private static final int LAST_PORT = 65_535;

  /** A part of an IPv4 address. */
  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1?\\d{1,2})";

  /** A node of the data grid. */
  private static final String MEMBER = "(\\[[0-9A-Fa-f:.]+]|[\\w.-]+):\\d{1,5}";

  /** What an installation is for; {@link Environment} decides between the two names. */
  static final List<String> ENVIRONMENTS = List.of("dev", "test", "prod");

  private static final Set<String> ROLE_WORDS =
      Set.of("public", "none", "user", "current_user", "current_role", "session_user");

  /** Refuses a connection to the database without TLS. */
  public static final Setting<Boolean> REQUIRE_DB_SSL = Setting.flag("REQUIRE_DB_SSL", false);

  /** The role that serves requests. */
  public static final Setting<String> DB_APP_ROLE =
      text(
          "NETIA_DB_APP_ROLE",
          "netia_app",
          role -> role.matches("[a-z_][a-z0-9_]{0,62}") && !isReserved(role),
          "is not a role name of lower-case letters, digits and underscores, or has a meaning of its own for PostgreSQL.");

  /** Only invited people register. */
  public static final Setting<Boolean> REGISTRATION_DISABLED =
      Setting.flag("PAPERCUPS_REGISTRATION_DISABLED", false);

  /** Customers' addresses are stored. */
  public static final Setting<Boolean> IP_COLLECTION =
      Setting.flag("PAPERCUPS_IP_COLLECTION_ENABLED", false);

  /** The port that the default of {@link #BACKEND_URL} names. */
  public static final Setting<Integer> PORT = Setting.number("PORT", 4000, 1, LAST_PORT);

  /**
   * The public address, when one is set: scheme, host and port. A bare host is an https address.
   */
  public static final Setting<Optional<URI>> BACKEND_URL =
      new Setting<>("BACKEND_URL", Optional.empty(), KnownSettings::publicAddress);

  /** How many seconds a node that stops still serves while it is not ready. */
  public static final Setting<Optional<Integer>> DRAIN_SECONDS =
      new Setting<>(
          "NETIA_DRAIN_SECONDS",
          Optional.empty(),
          text ->
              Optional.of(Setting.number("NETIA_DRAIN_SECONDS", 0, 0, 300).reading().apply(text)));

  /** Events that one socket may send each second. */
  public static final Setting<Integer> SOCKET_EVENTS_PER_SECOND =
      Setting.number("NETIA_SOCKET_EVENTS_PER_SECOND", 100, 1, 1_000_000);

  /** Events that one socket may send at once. */
  public static final Setting<Integer> SOCKET_EVENT_BURST =
      Setting.number("NETIA_SOCKET_EVENT_BURST", 500, 1, 1_000_000);

  /** Sockets of one node, those of long-poll included. */
  public static final Setting<Integer> SOCKETS =
      Setting.number("NETIA_SOCKETS", 20_000, 1, 1_000_000);

  /** The same from one address; 0 for no limit. */
  public static final Setting<Integer> SOCKETS_PER_ADDRESS =
      Setting.number("NETIA_SOCKETS_PER_ADDRESS", 1_000, 0, 1_000_000);

  /** Sockets a minute that one address opens; 0 for no limit. */
  public static final Setting<Integer> LIMIT_HANDSHAKE =
      Setting.number("NETIA_LIMIT_HANDSHAKE", 3_000, 0, 1_000_000_000);

  /** Sign-ins and renewals a minute from one address; 0 for no limit. */
  public static final Setting<Integer> LIMIT_LOGIN_ADDRESS =
      requests("NETIA_LIMIT_LOGIN_ADDRESS", 300);

  /** Registrations a minute from one address; 0 for no limit. */
  public static final Setting<Integer> LIMIT_REGISTRATION =
      requests("NETIA_LIMIT_REGISTRATION", 300);

  /** Guesses at external ids a minute from one address; 0 for no limit. */
  public static final Setting<Integer> LIMIT_IDENTIFY = requests("NETIA_LIMIT_IDENTIFY", 600);

  /** New customers a minute from one address; 0 for no limit. */
  public static final Setting<Integer> LIMIT_CUSTOMER = requests("NETIA_LIMIT_CUSTOMER", 6_000);

  /** New conversations of visitors a minute from one address; 0 for no limit. */
  public static final Setting<Integer> LIMIT_CONVERSATION =
      requests("NETIA_LIMIT_CONVERSATION", 6_000);

  /** Descriptions of visitors by pages, a minute from one address; 0 for no limit. */
  public static final Setting<Integer> LIMIT_DESCRIPTION =
      requests("NETIA_LIMIT_DESCRIPTION", 1_200);

  /** All requests to the API a minute from one address without a valid token; 0 for no limit. */
  public static final Setting<Integer> LIMIT_ANONYMOUS = requests("NETIA_LIMIT_ANONYMOUS", 12_000);

  /** Pages and files a minute for one address; 0 for no limit. */
  public static final Setting<Integer> LIMIT_PAGE = requests("NETIA_LIMIT_PAGE", 12_000);

  /** What one address gets of answers with messages in a minute, in pieces of 64 KiB. */
  public static final Setting<Integer> LIMIT_ANSWERS = requests("NETIA_LIMIT_ANSWERS", 3_840);

  /** Too large bodies a minute from one address that are read to their end; 0 for no limit. */
  public static final Setting<Integer> LIMIT_DISCARDED = requests("NETIA_LIMIT_DISCARDED", 60);

  /** Joins a minute of all visitors from one address; 0 for no limit. */
  public static final Setting<Integer> LIMIT_JOIN =
      Setting.number("NETIA_LIMIT_JOIN", 3_000, 0, 1_000_000_000);

  /** Frames a minute of all visitors from one address; 0 for no limit. */
  public static final Setting<Integer> LIMIT_EVENT =
      Setting.number("NETIA_LIMIT_EVENT", 12_000, 0, 1_000_000_000);

  /** Messages a minute of all visitors from one address; 0 for no limit. */
  public static final Setting<Integer> LIMIT_MESSAGE =
      Setting.number("NETIA_LIMIT_MESSAGE", 1_200, 0, 1_000_000_000);

  /** Where nodes meet, encrypted; preferred to {@link #REDIS_URL}. Empty text when not set. */
  public static final Setting<String> REDIS_TLS_URL =
      redis("REDIS_TLS_URL", "rediss://", "must begin with rediss://.");

  /** Where nodes meet. Empty text when not set. */
  public static final Setting<String> REDIS_URL =
      redis("REDIS_URL", "rediss?://", "must begin with redis:// or rediss://.");

  /** All nodes on the data grid, which the server itself reads. Empty text when not set. */
  public static final Setting<String> CLUSTER_MEMBERS =
      text(
          "NETIA_CLUSTER_MEMBERS",
          "",
          nodes -> nodes.matches(MEMBER + "(\\s*,\\s*" + MEMBER + ")*"),
          "must name the nodes as host:port, with commas between them.");

  /** The address that this node's data grid binds to. Empty text when not set. */
  public static final Setting<String> CLUSTER_INTERFACE =
      text(
          "NETIA_CLUSTER_INTERFACE",
          "",
          address ->
              address.matches(
                  "(" + BYTE + "\\.){3}" + BYTE + "|[0-9A-Fa-f:.]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*"),
          "must be an address of this machine, such as 10.0.0.5.");

  /** This node's port on the data grid. */
  public static final Setting<Integer> CLUSTER_PORT =
      Setting.number("NETIA_CLUSTER_PORT", 0, 1, 65_535);

  /** What reads the metrics has to show; long enough that nobody guesses it. */
  public static final Setting<Optional<String>> METRICS_TOKEN =
      new Setting<>(
          "NETIA_METRICS_TOKEN",
          Optional.empty(),
          text -> {
            if (text.length() < METRICS_TOKEN_LEAST) {
              throw new InvalidSettingException(
                  "NETIA_METRICS_TOKEN is too short: it needs at least "
                      + METRICS_TOKEN_LEAST
                      + " characters.");
            }
            return Optional.of(text);
          });

  /** Anybody may read the description of the API. */
  public static final Setting<Boolean> OPENAPI_PUBLIC = Setting.flag("NETIA_OPENAPI_PUBLIC", false);

  /** How a line of the log is written; the log's formatter reads it itself. */
  public static final Setting<String> LOG_FORMAT =
      Setting.word("NETIA_LOG_FORMAT", "text", List.of("text", "json"));

  private static final List<Setting<?>> ALL =
      List.of(
          REQUIRE_DB_SSL,
          DB_APP_ROLE,
          REGISTRATION_DISABLED,
          IP_COLLECTION,
          PORT,
          BACKEND_URL,
          DRAIN_SECONDS,
          SOCKET_EVENTS_PER_SECOND,
          SOCKET_EVENT_BURST,
          SOCKETS,
          SOCKETS_PER_ADDRESS,
          LIMIT_HANDSHAKE,
          LIMIT_LOGIN_ADDRESS,
          LIMIT_REGISTRATION,
          LIMIT_IDENTIFY,
          LIMIT_CUSTOMER,
          LIMIT_CONVERSATION,
          LIMIT_DESCRIPTION,
          LIMIT_ANONYMOUS,
          LIMIT_PAGE,
          LIMIT_ANSWERS,
          LIMIT_DISCARDED,
          LIMIT_JOIN,
          LIMIT_EVENT,
          LIMIT_MESSAGE,
          REDIS_TLS_URL,
          REDIS_URL,
          CLUSTER_MEMBERS,
          CLUSTER_INTERFACE,
          CLUSTER_PORT,
          METRICS_TOKEN,
          OPENAPI_PUBLIC,
          LOG_FORMAT);

  /** What the server or its log reads, which know nothing of files. */
  private static final List<Setting<?>> IN_NO_FILE =
      List.of(CLUSTER_MEMBERS, CLUSTER_INTERFACE, CLUSTER_PORT, LOG_FORMAT);

  private KnownSettings() {}

  /** What is granted to {@code public} is granted to everybody; the others mean a role, too. */
  private static boolean isReserved(String role) {
    return role.startsWith("pg_") || ROLE_WORDS.contains(role);
  }

  /**
   * Reads every setting once.
   *
   * @throws InvalidSettingException for the first that has a wrong value
   */
  static void check(SettingSource source) {
    for (Setting<?> setting : IN_NO_FILE) {
      if (source.text(setting.name() + SecretFiles.SUFFIX).isPresent()) {
        throw new InvalidSettingException(
            setting.name() + SecretFiles.SUFFIX + " has no effect: set " + setting.name() + ".");
      }
    }
    ALL.forEach(setting -> setting.read(source));
    if (source.text(CLUSTER_MEMBERS.name()).isPresent()) {
      for (Setting<?> needed : List.of(CLUSTER_PORT, CLUSTER_INTERFACE)) {
        if (source.text(needed.name()).isEmpty()) {
          throw new InvalidSettingException(
              needed.name() + " is not set: with NETIA_CLUSTER_MEMBERS each node needs it.");
        }
      }
    }
  }

  private static Setting<Integer> requests(String name, int perMinute) {
    return Setting.number(name, perMinute, 0, 1_000_000);
  }

  private static Setting<String> text(
      String name, String otherwise, Predicate<String> isRight, String wrong) {
    return new Setting<>(
        name,
        otherwise,
        text -> {
          if (!isRight.test(text)) {
            throw new InvalidSettingException(name + " " + wrong);
          }
          return text;
        });
  }

  /** Without the value, which may hold a password. */
  private static Setting<String> redis(String name, String scheme, String wrong) {
    return text(name, "", url -> url.matches(scheme + ".+") && isUri(url), wrong);
  }

  private static boolean isUri(String text) {
    try {
      return URI.create(text).getHost() != null;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static Optional<URI> publicAddress(String text) {
    String url = text.contains("://") ? text : "https://" + text;
    if (!url.matches("https?://.+") || !isUri(url)) {
      throw new InvalidSettingException(
          "BACKEND_URL is no address: it should look like https://chat.example.com.");
    }
    // As people copy it from a browser.
    URI address = URI.create(url.replaceFirst("/+$", ""));
    boolean isBare =
        Stream.of(address.getRawPath(), address.getRawQuery(), address.getRawFragment())
            .allMatch(part -> part == null || part.isEmpty());
    if (!isBare || address.getRawUserInfo() != null || address.getPort() > LAST_PORT) {
      throw new InvalidSettingException(
          "BACKEND_URL has more than a host and its port: it should look like https://chat.example.com, because Netia is served at the root of its host.");
    }
    return Optional.of(address);
  }
}
