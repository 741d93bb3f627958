package io.netia.http.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Cross-origin headers, on every answer of the API: widgets live on customers' sites, so any origin
 * may call.
 *
 * <p>Credentials are allowed, with the origin named instead of {@code *}, because deployed clients
 * send credentialed requests and their browsers would hide the answer otherwise. It grants nothing:
 * tokens travel in a header that a foreign page does not have, and the one cookie, of the device,
 * opens nothing and is not sent from other sites.
 */
public final class CrossOrigin {

  private static final String PREFLIGHT_SECONDS = "86400";

  private CrossOrigin() {}

  /** Lets the page that asked read the answer. */
  public static void allow(HttpServletRequest request, HttpServletResponse response) {
    String origin = request.getHeader("origin");
    response.setHeader("vary", "origin");
    if (origin == null) {
      response.setHeader("access-control-allow-origin", "*");
      return;
    }
    response.setHeader("access-control-allow-origin", origin);
    response.setHeader("access-control-allow-credentials", "true");
    response.setHeader("access-control-expose-headers", "x-request-id, location, retry-after");
  }

  static boolean isPreflight(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS");
  }

  static void answerPreflight(HttpServletResponse response) {
    response.setHeader(
        "access-control-allow-methods", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    response.setHeader(
        "access-control-allow-headers",
        "content-type, authorization, accept, x-requested-with, x-request-id, idempotency-key, x-visitor-token");
    response.setHeader("access-control-max-age", PREFLIGHT_SECONDS);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
