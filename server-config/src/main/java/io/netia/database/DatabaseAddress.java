package io.netia.database;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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

  /**
   * Encrypted, without a check of the certificate's issuer, which is what {@code ssl=true} meant to
   * existing installations.
   */
  private static final String ENCRYPTED = "sslmode=require";

  /**
   * Reads an address.
   *
   * @param name the variable's name, for the error's sentence
   * @param requireTls whether a connection without TLS is refused
   * @throws IllegalArgumentException one sentence that names the variable and never repeats the
   *     password
   */
  static DatabaseAddress parse(String name, String url, boolean requireTls) {
    if (url.startsWith(JDBC)) {
      int query = url.indexOf('?');
      String address = query < 0 ? url : url.substring(0, query);
      return new DatabaseAddress(
          address + parameters(query < 0 ? "" : url.substring(query + 1), requireTls), "", "");
    }
    URI uri = uri(name, url);
    String[] credentials = uri.getRawUserInfo().split(":", 2);
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    return new DatabaseAddress(
        JDBC + "//" + uri.getHost() + port + uri.getRawPath() + parameters(query, requireTls),
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
    boolean complete =
        uri.getScheme() != null
            && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
            && uri.getHost() != null
            && uri.getRawUserInfo() != null
            && uri.getRawPath() != null
            && uri.getRawPath().length() > 1;
    if (!complete) {
      throw unreadable(name);
    }
    return uri;
  }

  /** No cause: the parser's own message would repeat the password. */
  private static IllegalArgumentException unreadable(String name) {
    return new IllegalArgumentException(
        name
            + " is not a database address: it should look like postgres://user:password@host:5432/database.");
  }

  private static String parameters(String query, boolean requireTls) {
    List<String> kept = new ArrayList<>();
    boolean encrypted = requireTls;
    boolean modeGiven = false;
    for (String parameter : query.split("&")) {
      if (parameter.startsWith("ssl=")) {
        encrypted |= parameter.equals("ssl=true");
      } else if (parameter.startsWith("sslmode=")) {
        boolean weak =
            Set.of("sslmode=disable", "sslmode=allow", "sslmode=prefer").contains(parameter);
        if (!(weak && requireTls)) {
          modeGiven = true;
          kept.add(parameter);
        }
      } else if (!parameter.isEmpty()) {
        kept.add(parameter);
      }
    }
    if (encrypted && !modeGiven) {
      kept.add(ENCRYPTED);
    }
    return kept.isEmpty() ? "" : "?" + String.join("&", kept);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return jdbcUrl.startsWith(JDBC + "//") && user.isEmpty() ? JDBC + "…" : jdbcUrl;
  }
}
