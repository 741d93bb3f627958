package io.netia.spa.rest;

import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;

/** How long pages and files may be kept, and what they may do in a browser. */
final class PageHeaders {

  private static final Pattern HASHED =
      Pattern.compile(".*[-.][A-Za-z0-9_-]{8,}\\.(js|css|woff2?|ttf|svg|png|jpe?g|webp|mp3|map)");
  private static final Pattern ASSETS = Pattern.compile("/(chat/)?assets/.*");

  private static final String DASHBOARD_POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; "
          + "font-src 'self' data:; media-src 'self'; connect-src 'self' ws: wss:; frame-src 'self'; object-src 'none'; "
          + "base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

  /**
   * The widget runs inside customers' pages, so any page may frame it. It runs no script but its
   * own, and asks no server but its own: its requests carry the visitor's token.
   */
  private static final String CHAT_POLICY =
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https: http:; "
          + "font-src 'self' data:; media-src 'self'; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; "
          + "form-action 'none'; frame-ancestors *";

  private PageHeaders() {}

  static void dashboard(HttpServletResponse response) {
    page(response, DASHBOARD_POLICY);
    response.setHeader("x-frame-options", "SAMEORIGIN");
    response.setHeader("permissions-policy", "camera=(), microphone=(), geolocation=()");
  }

  static void chat(HttpServletResponse response) {
    page(response, CHAT_POLICY);
  }

  private static void page(HttpServletResponse response, String policy) {
    response.setHeader("content-security-policy", policy);
    response.setHeader("referrer-policy", "strict-origin-when-cross-origin");
    response.setHeader("cache-control", "no-cache");
  }

  /** Whether another content would have another name. */
  static boolean isHashed(String path) {
    return ASSETS.matcher(path).matches() && HASHED.matcher(path).matches();
  }

  /**
   * Names with a hash never change their content; scripts that customers' pages name without one
   * do, and soon.
   */
  static void file(String path, HttpServletResponse response) {
    response.setHeader(
        "cache-control",
        isHashed(path) ? "public, max-age=31536000, immutable" : "public, max-age=300");
    // Customers' pages load widget.js, fonts and sounds from here.
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("cross-origin-resource-policy", "cross-origin");
  }
}
