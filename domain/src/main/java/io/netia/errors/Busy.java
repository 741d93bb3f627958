package io.netia.errors;

import java.time.Duration;

/** A refusal of something that would be served later, with the time for another try. */
public class Busy extends DomainException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  private Busy(Kind kind, String code, String message, Duration retryAfter) {
    super(kind, code, message);
    this.retryAfter = retryAfter;
  }

  /** The caller has used up its own share (HTTP 429). */
  public static Busy caller(Duration retryAfter) {
    return new Busy(Kind.TOO_MANY, "rate_limited", "Too many requests", retryAfter);
  }

  /** The server has no room at the moment, whoever asks (HTTP 503). */
  public static Busy server(Duration retryAfter) {
    return new Busy(Kind.UNAVAILABLE, "busy", "The server is busy", retryAfter);
  }

  /** What was looked for takes longer than it may (HTTP 503). */
  public static Busy search(Duration retryAfter) {
    return new Busy(
        Kind.UNAVAILABLE, "busy", "The search takes too long: ask for less", retryAfter);
  }

  /** When to try again; whole seconds on the wire, at least one. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
