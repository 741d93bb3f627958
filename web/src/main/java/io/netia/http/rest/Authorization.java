package io.netia.http.rest;

/**
 * The {@code Authorization} header: the dashboard of old sends the bare token, others put the word
 * {@code Bearer} before it.
 */
final class Authorization {

  private static final String SCHEME = "bearer ";

  private Authorization() {}

  static String token(String header) {
    boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return (bearer ? header.substring(SCHEME.length()) : header).strip();
  }
}
