package io.netia.http.rest;

import io.netia.addresses.TrustedProxies;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Who sends a request, as far as its head shows, for filters that look at it before it is parsed.
 */
public final class Callers {

  private Callers() {}

  /** What limits count by. */
  public static String limitedAddress(HttpServletRequest request, TrustedProxies proxies) {
    RequestHeaders line = RequestHeaders.of(request);
    return proxies.clientOf(line.peer(), line.forwardedFor()).rateLimitKey();
  }

  /** The token of the {@code Authorization} header, not checked yet. */
  public static Optional<String> token(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("authorization"))
        .map(Authorization::token)
        .filter(token -> !token.isEmpty());
  }
}
