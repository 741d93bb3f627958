package io.netia.tenancy.service;

import io.netia.errors.DomainException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * A statement failed for a reason that is none of the caller's: the edge answers 500 or 503 and
 * logs the cause once.
 */
public class DatabaseFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;
  static final int DEEPEST_CAUSE = 16;

  /** Tables whose column user_id names the user who calls. */
  private static final Set<String> OWN_ROWS =
      Set.of(
          "messages",
          "sessions",
          "user_profiles",
          "user_settings",
          "inbox_members",
          "files",
          "share_links");

  private final String sqlState;
  private final boolean ofCommit;

  /** Wraps the driver's exception. */
  public DatabaseFailure(SQLException cause) {
    this(cause, false);
  }

  private DatabaseFailure(SQLException cause, boolean ofCommit) {
    super(cause);
    this.sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
    this.ofCommit = ofCommit;
  }

  /** Wraps the driver's exception of something that commits. */
  static DatabaseFailure ofCommit(SQLException cause) {
    return new DatabaseFailure(cause, true);
  }

  /** The driver's exception behind what Jakarta Persistence throws, if there is one. */
  static Optional<SQLException> causeOf(RuntimeException thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof SQLException failed) {
        return Optional.of(failed);
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /**
   * Whether nobody knows if it happened: the database went away between the commit and its answer.
   */
  public boolean isInDoubt() {
    return ofCommit && isUnavailable();
  }

  /**
   * Whether the database is away, starting, stopping or out of connections, or has ended a
   * statement that took or waited too long, or for somebody who waits for it: trying again later
   * may help.
   */
  public boolean isUnavailable() {
    return sqlState.isEmpty()
        || sqlState.startsWith("08")
        || sqlState.startsWith("57P")
        || sqlState.equals("57014")
        || sqlState.equals("55P03")
        || sqlState.equals("40P01")
        || sqlState.startsWith("53");
  }

  /**
   * Whether something failed only because the database was away. That includes a commit that it did
   * not answer, which the container reports as {@link SystemException}: nobody knows whether it
   * happened, and a repeat shows it.
   */
  public static boolean isAwayBehind(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof SystemException
          || (cause instanceof DatabaseFailure failure && failure.isUnavailable())) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** Whether the database cannot read or hold a value that it was given (class 22). */
  public boolean isOfValue() {
    return sqlState.startsWith("22");
  }

  /** Whether a unique constraint refused the row. */
  public boolean isDuplicate() {
    return sqlState.equals("23505");
  }

  /** Whether a foreign key refused the row. */
  public boolean isMissingReference() {
    return sqlState.equals("23503");
  }

  /**
   * What to answer when a row that was there when the request began was deleted before it was
   * written about: 401 when that row was the caller, else 404. Empty for every other failure.
   */
  public Optional<DomainException> refusalOfRemoved() {
    if (!isMissingReference()) {
      return Optional.empty();
    }
    boolean isCaller =
        OWN_ROWS.stream()
            .anyMatch(table -> constraint().equals(table + "_account_id_user_id_fkey"));
    return Optional.of(
        isCaller
            ? DomainException.unauthenticated("Not authenticated")
            : DomainException.notFound());
  }

  /** Name of the violated constraint, or empty text. */
  public String constraint() {
    return getCause() instanceof org.postgresql.util.PSQLException postgres
            && postgres.getServerErrorMessage() != null
        ? String.valueOf(postgres.getServerErrorMessage().getConstraint())
        : "";
  }
}
