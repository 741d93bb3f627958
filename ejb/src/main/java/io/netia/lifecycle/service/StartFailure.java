package io.netia.lifecycle.service;

import io.netia.database.FailureSentence;
import io.netia.tenancy.service.DatabaseFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** Why a node cannot serve yet, and whether waiting helps. */
final class StartFailure {

  private static final int DEEPEST_CAUSE = 20;

  /** The database takes no encrypted connections; so it will be tomorrow. */
  private static final String NO_TLS = "08004";

  private final List<Throwable> causes;

  StartFailure(Throwable thrown) {
    this.causes =
        Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
            .limit(DEEPEST_CAUSE)
            .toList();
  }

  /**
   * Whether the database is away, starts, stops or has no connection left. Everything else, such as
   * a wrong password, an unknown certificate or a schema of another release, is for a person.
   */
  boolean isPassing() {
    return !FailureSentence.isOfCertificate(causes.get(0))
        && (causes.stream().anyMatch(StartFailure::isAway)
            || DatabaseFailure.isAwayBehind(causes.get(0)));
  }

  /** Connection exceptions, and a server that starts, stops or is full (PostgreSQL, appendix A). */
  private static boolean isAway(Throwable cause) {
    if (!(cause instanceof SQLException sql) || sql.getSQLState() == null) {
      return false;
    }
    String state = sql.getSQLState();
    return (state.startsWith("08") && !state.equals(NO_TLS))
        || state.startsWith("57P")
        || state.startsWith("53");
  }

  /** What it is about, in one line. */
  String sentence() {
    return FailureSentence.of(causes.get(0));
  }
}
