package io.netia.http.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;

/** HTTPS only, believing the proxy before us about what the caller used. */
final class Https {

  private static final String HSTS = "max-age=31536000; includeSubDomains";
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}(:\\d{1,5})?");
  private static final Pattern THIS_MACHINE =
      Pattern.compile("(localhost|127\\.0\\.0\\.1)(:\\d+)?");
  private static final int PERMANENT_SAME_METHOD = 308;

  private Https() {}

  /**
   * Redirects a plain request; answers whether it did. The machine itself may talk plainly: its
   * probes do.
   */
  static boolean redirects(HttpServletRequest request, HttpServletResponse response) {
    String forwarded = request.getHeader("x-forwarded-proto");
    if (forwarded == null ? request.isSecure() : forwarded.equalsIgnoreCase("https")) {
      response.setHeader("strict-transport-security", HSTS);
      return false;
    }
    String host = request.getHeader("host");
    if (host == null
        || !HOST.matcher(host).matches()
        || (forwarded == null && THIS_MACHINE.matcher(host).matches())) {
      return false;
    }
    String query = request.getQueryString();
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    response.setStatus(reads ? HttpServletResponse.SC_MOVED_PERMANENTLY : PERMANENT_SAME_METHOD);
    response.setHeader(
        "location",
        "https://" + host + request.getRequestURI() + (query == null ? "" : "?" + query));
    return true;
  }
}
