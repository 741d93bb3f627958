package io.netia.http.rest;

import io.netia.addresses.TrustedProxies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** HTTPS only, believing the proxies before us about what the caller used. */
final class Https {

  private static final String HSTS = "max-age=31536000; includeSubDomains";
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}(:\\d{1,5})?");
  private static final Pattern THIS_MACHINE =
      Pattern.compile("(?i:localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");
  private static final int PERMANENT_SAME_METHOD = 308;

  private Https() {}

  /**
   * Redirects a plain request; answers whether it did. The machine itself may use plain HTTP: its
   * probes do.
   */
  static boolean redirects(
      HttpServletRequest request,
      HttpServletResponse response,
      TrustedProxies proxies,
      URI backendUrl) {
    Optional<String> forwarded = forwardedScheme(request, proxies);
    if (forwarded.map(Https::isEncrypted).orElseGet(request::isSecure)) {
      response.setHeader("strict-transport-security", HSTS);
      return false;
    }
    String host = Objects.requireNonNullElse(request.getHeader("host"), "");
    Optional<String> target = publicHost(backendUrl, host);
    if (target.isEmpty() || (forwarded.isEmpty() && THIS_MACHINE.matcher(host).matches())) {
      return false;
    }
    String query = request.getQueryString();
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    response.setStatus(reads ? HttpServletResponse.SC_MOVED_PERMANENTLY : PERMANENT_SAME_METHOD);
    response.setHeader(
        "location",
        "https://" + target.get() + request.getRequestURI() + (query == null ? "" : "?" + query));
    return true;
  }

  /**
   * What the caller used, as the outermost proxy saw it: the first entry, since each proxy adds its
   * own behind. With proxies configured only they are believed. Without, everybody is: whoever lies
   * about it spares nobody but themselves the redirect.
   */
  private static Optional<String> forwardedScheme(
      HttpServletRequest request, TrustedProxies proxies) {
    if (!proxies.isEmpty() && !proxies.contains(request.getRemoteAddr())) {
      return Optional.empty();
    }
    return Collections.list(request.getHeaders("x-forwarded-proto")).stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .findFirst();
  }

  private static boolean isEncrypted(String scheme) {
    return scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("wss");
  }

  /**
   * The configured address, so that no header sends anybody elsewhere; else what was asked for, if
   * that can be a host.
   */
  private static Optional<String> publicHost(URI backend, String requested) {
    if (!"https".equalsIgnoreCase(backend.getScheme())) {
      return Optional.of(requested).filter(host -> HOST.matcher(host).matches());
    }
    return Optional.of(backend.getHost() + (backend.getPort() < 0 ? "" : ":" + backend.getPort()));
  }
}
