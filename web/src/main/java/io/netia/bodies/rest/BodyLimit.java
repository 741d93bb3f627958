package io.netia.bodies.rest;

import io.netia.limits.Budget;
import java.util.List;
import java.util.Set;

/** The bytes that a body may have, by method and path. */
enum BodyLimit {
  /** Echo, sign-in, registration, identification, descriptions; whatever has no use for a body. */
  SMALL(Budget.Bodies.SMALL, Budget.Bodies.SMALL),
  /** Everything else of the API. */
  API(Budget.Bodies.ANONYMOUS, Budget.Bodies.SIGNED_IN),
  /** Frames of a long-poll client, whose word is the session and not a token. */
  LONG_POLL(Budget.Bodies.SMALL, Budget.Bodies.LONG_POLL);

  private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH");
  private static final String LONG_POLL_PATH = "/socket/longpoll";

  private static final List<String> SMALL_PATHS =
      List.of("/api/ping", "/api/session", "/api/registration", "/api/customers/identify");

  private final int anonymous;
  private final int known;

  BodyLimit(int anonymous, int known) {
    this.anonymous = anonymous;
    this.known = known;
  }

  static BodyLimit of(String method, String path) {
    if (path.equals(LONG_POLL_PATH)) {
      return LONG_POLL;
    }
    boolean isSmall =
        !WRITING.contains(method)
            // With a slash at its end it is the same route.
            || path.endsWith("/metadata")
            || path.endsWith("/metadata/")
            || SMALL_PATHS.stream().anyMatch(small -> isAtOrBelow(path, small));
    return isSmall ? SMALL : API;
  }

  private static boolean isAtOrBelow(String path, String place) {
    return path.startsWith(place)
        && (path.length() == place.length() || path.charAt(place.length()) == '/');
  }

  /** For a caller of whom nothing is known. */
  int anonymous() {
    return anonymous;
  }

  /** For a caller whose token, or session, was checked. */
  int known() {
    return known;
  }
}
