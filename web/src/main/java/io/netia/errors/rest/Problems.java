package io.netia.errors.rest;

import io.netia.errors.Busy;
import io.netia.errors.DomainException;
import io.netia.tenancy.service.DatabaseFailure;
import jakarta.ws.rs.WebApplicationException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds what a caller may see of a failure, however deep the container has wrapped it. */
final class Problems {

  private static final int DEEPEST_CAUSE = 16;

  private Problems() {}

  static Problem of(Throwable thrown) {
    return cause(thrown, DomainException.class)
        .map(Problems::refusal)
        .or(() -> away(thrown))
        .or(() -> cause(thrown, DatabaseFailure.class).map(Problems::database))
        .or(
            () ->
                cause(thrown, WebApplicationException.class)
                    .map(failed -> Problem.of(failed.getResponse().getStatus())))
        .orElseGet(() -> Problem.of(500));
  }

  private static Problem refusal(DomainException failure) {
    int status =
        switch (failure.kind()) {
          case BAD_REQUEST -> 400;
          case UNAUTHENTICATED -> 401;
          case FORBIDDEN -> 403;
          case NOT_FOUND -> 404;
          case CONFLICT -> 409;
          case TOO_LARGE -> 413;
          case INVALID -> 422;
          case TOO_MANY -> 429;
          case UNAVAILABLE -> 503;
        };
    Map<String, ?> more = more(failure);
    return new Problem(
        status,
        failure.code(),
        Objects.requireNonNull(failure.getMessage()),
        failure.errors(),
        more);
  }

  /** Whether the server refuses what it has no room for, as it should: nothing for the log. */
  static boolean isExpected(Throwable thrown) {
    return cause(thrown, Busy.class).isPresent();
  }

  private static Map<String, ?> more(DomainException failure) {
    if (failure instanceof Busy busy) {
      return Map.of("retry_after", Math.max(1, busy.retryAfter().toSeconds()));
    }
    return failure instanceof DetailedFailure detailed ? detailed.more() : Map.of();
  }

  private static Optional<Problem> away(Throwable thrown) {
    return DatabaseFailure.isAwayBehind(thrown) ? Optional.of(Problem.of(503)) : Optional.empty();
  }

  /**
   * Values that PostgreSQL refuses to read (class 22) were the caller's, and so is writing about
   * what somebody removed meanwhile; everything else is ours.
   */
  private static Problem database(DatabaseFailure failure) {
    return failure
        .refusalOfRemoved()
        .map(Problems::refusal)
        .orElseGet(() -> Problem.of(failure.isOfValue() ? 422 : 500));
  }

  private static <T extends Throwable> Optional<T> cause(Throwable thrown, Class<T> wanted) {
    Throwable current = thrown;
    for (int depth = 0; current != null && depth < DEEPEST_CAUSE; depth++) {
      if (wanted.isInstance(current)) {
        return Optional.of(wanted.cast(current));
      }
      current = current.getCause();
    }
    return Optional.empty();
  }
}
