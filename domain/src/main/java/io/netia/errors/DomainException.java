package io.netia.errors;

import java.util.List;
import java.util.Map;

/** A refusal for the caller: a kind, a stable code and a sentence. */
public class DomainException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** How the edge answers; each kind is one HTTP status. */
  public enum Kind {
    BAD_REQUEST,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
    INVALID,
    TOO_MANY,
    TOO_LARGE,
    UNAVAILABLE
  }

  private final Kind kind;
  private final String code;

  /**
   * @param code stable, lower case with underscores
   */
  public DomainException(Kind kind, String code, String message) {
    // No stack trace: a refusal is an answer, and refused clients retry for ever.
    super(message, null, false, false);
    this.kind = kind;
    this.code = code;
  }

  /** How the edge answers. */
  public Kind kind() {
    return kind;
  }

  /** Stable machine-readable code. */
  public String code() {
    return code;
  }

  /** Field errors; empty unless this is {@link ValidationException}. */
  public Map<String, List<String>> errors() {
    return Map.of();
  }

  /** A row that does not exist, or that the caller may not know of: the same answer for both. */
  public static DomainException notFound() {
    return new DomainException(Kind.NOT_FOUND, "not_found", "Not found");
  }

  /** A parameter is missing or cannot be read as what it should be. */
  public static DomainException badRequest(String message) {
    return new DomainException(Kind.BAD_REQUEST, "bad_request", message);
  }

  /** Somebody else changed the thing since it was read; asking again may help (HTTP 409). */
  public static DomainException stale() {
    return new DomainException(
        Kind.CONFLICT, "stale", "This was changed by somebody else meanwhile");
  }

  /** A rule of the business refuses (HTTP 403). */
  public static DomainException forbidden(String message) {
    return new DomainException(Kind.FORBIDDEN, "forbidden", message);
  }

  /** No, unknown, expired or revoked credential (HTTP 401). */
  public static DomainException unauthenticated(String message) {
    return new DomainException(Kind.UNAUTHENTICATED, "unauthenticated", message);
  }

  /**
   * A valid credential whose role is not enough. Answered 401, not 403, as deployed clients expect.
   */
  public static DomainException unauthorizedRole() {
    return new DomainException(Kind.UNAUTHENTICATED, "unauthorized", "Unauthorized access");
  }

  /** A valid credential of a disabled or archived user; clients look for the first four words. */
  public static DomainException disabled() {
    return new DomainException(
        Kind.UNAUTHENTICATED,
        "disabled",
        "Your account is disabled. Please contact an administrator of your team.");
  }
}
