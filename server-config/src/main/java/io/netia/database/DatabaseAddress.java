package io.netia.database;

import io.netia.configuration.InvalidSettingException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL database is and who signs in, read from one of the spellings of {@code
 * DATABASE_URL}: {@code ecto://}, {@code postgres://}, {@code postgresql://} or {@code
 * jdbc:postgresql://}.
 *
 * @param jdbcUrl address with the connection parameters, without credentials unless it was given as
 *     a JDBC URL
 * @param user role to sign in as, empty when the JDBC URL names it itself
 * @param password its password, may be empty
 */
record DatabaseAddress(String jdbcUrl, String user, String password) {

  private static final Set<String> SCHEMES = Set.of("ecto", "postgres", "postgresql");
  private static final String JDBC = "jdbc:postgresql:";

  /** One host or, for a database with standbys, several. */
  private static final Pattern HOSTS =
      Pattern.compile("HOST(,HOST)*".replace("HOST", "(\\[[0-9A-Fa-f:.]+]|[\\w.-]+)(:\\d{1,5})?"));

  private static final Pattern THIS_MACHINE =
      Pattern.compile(JDBC + "(//(localhost|127\\.[\\d.]+|\\[::1])(:\\d+)?/.*|[^/].*)");

  /**
   * Reads an address.
   *
   * @param name the variable's name, for the error's sentence
   * @param requireTls whether a connection without TLS is refused
   * @throws InvalidSettingException one sentence that names the variable and never repeats the
   *     password
   */
  static DatabaseAddress parse(String name, String url, boolean requireTls) {
    if (url.startsWith(JDBC)) {
      int query = url.indexOf('?');
      String address = query < 0 ? url : url.substring(0, query);
      TlsParameters parameters =
          TlsParameters.ofJdbc(name, query < 0 ? "" : url.substring(query + 1));
      return new DatabaseAddress(address + parameters.query(requireTls), "", "");
    }
    URI uri = uri(name, url);
    String authority = uri.getRawAuthority();
    int at = authority.lastIndexOf('@');
    String[] credentials = authority.substring(0, at).split(":", 2);
    TlsParameters parameters =
        TlsParameters.ofUrl(name, uri.getRawQuery() == null ? "" : uri.getRawQuery());
    return new DatabaseAddress(
        JDBC + "//" + authority.substring(at + 1) + uri.getRawPath() + parameters.query(requireTls),
        decoded(credentials[0]),
        credentials.length > 1 ? decoded(credentials[1]) : "");
  }

  private static URI uri(String name, String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw unreadable(name);
    }
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    int at = authority.lastIndexOf('@');
    boolean complete =
        uri.getScheme() != null
            && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
            && at > 0
            && HOSTS.matcher(authority.substring(at + 1)).matches()
            && uri.getRawPath() != null
            && uri.getRawPath().length() > 1;
    if (!complete) {
      throw unreadable(name);
    }
    return uri;
  }

  private static InvalidSettingException unreadable(String name) {
    return new InvalidSettingException(
        name
            + " is not a database address: it should look like postgres://user:password@host:5432/database, with %40 for @ in the password, %23 for # and so on.");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /**
   * Whether nobody on the way can pose as the database: its certificate is verified, or there is no
   * way, because it is on this machine.
   */
  boolean isVerified() {
    int query = jdbcUrl.indexOf('?');
    return THIS_MACHINE.matcher(jdbcUrl).matches()
        || (query >= 0 && TlsParameters.ofJdbc("", jdbcUrl.substring(query + 1)).isVerifying());
  }

  /**
   * Refuses certificates and keys that the address names and nobody can read.
   *
   * @param name the variable's name, for the error's sentence
   * @throws InvalidSettingException one sentence that names the file
   */
  void checkFiles(String name) {
    int query = jdbcUrl.indexOf('?');
    if (query >= 0) {
      TlsParameters.ofJdbc(name, jdbcUrl.substring(query + 1)).checkFiles();
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return jdbcUrl.startsWith(JDBC + "//") && user.isEmpty() ? JDBC + "…" : jdbcUrl;
  }
}
