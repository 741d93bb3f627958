package io.netia.http.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What {@link CurrentRequest} takes from the headers. */
record RequestHeaders(
    String peer,
    List<String> forwardedFor,
    Optional<String> authorization,
    Optional<String> idempotencyKey,
    Optional<String> userAgent,
    Optional<String> visitorToken) {

  private static final int HEADER_MAX = 255;

  static RequestHeaders of(HttpServletRequest request) {
    return new RequestHeaders(
        request.getRemoteAddr(),
        Collections.list(request.getHeaders("x-forwarded-for")),
        Optional.ofNullable(request.getHeader("authorization")),
        whole(request, "idempotency-key"),
        header(request, "user-agent"),
        header(request, "x-visitor-token"));
  }

  private static Optional<String> whole(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getHeader(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private static Optional<String> header(HttpServletRequest request, String name) {
    return whole(request, name)
        .map(value -> value.length() > HEADER_MAX ? value.substring(0, HEADER_MAX) : value);
  }
}
