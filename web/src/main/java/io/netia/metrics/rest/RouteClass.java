package io.netia.metrics.rest;

/** Kinds of route that are measured together: few, and chosen by us and not by the caller. */
public enum RouteClass {
  /** {@code POST} of a message. */
  SEND,
  /** Any other request to the API that only reads. */
  API_READ,
  /** Any other request to the API that changes something. */
  API_WRITE,
  /** The sockets' handshakes and the long-poll fallback. */
  SOCKET,
  /** Health checks, metrics and the description of the API. */
  OPERATOR,
  /** Pages and files. */
  PAGE;

  /** The kind of a request. */
  public static RouteClass of(String method, String path) {
    if (path.startsWith("/api/")) {
      if (method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS")) {
        return API_READ;
      }
      return method.equals("POST") && path.startsWith("/api/messages") ? SEND : API_WRITE;
    }
    if (path.startsWith("/socket/")) {
      return SOCKET;
    }
    return path.startsWith("/health") || path.startsWith("/metrics") || path.startsWith("/openapi")
        ? OPERATOR
        : PAGE;
  }
}
