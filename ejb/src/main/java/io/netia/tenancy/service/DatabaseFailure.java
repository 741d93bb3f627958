package io.netia.tenancy.service;

import java.sql.SQLException;

/**
 * A statement failed for a reason the caller cannot be told: the edge answers 500 or 503 and logs
 * the cause once.
 */
public class DatabaseFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sqlState;

  /** Wraps what the driver said. */
  public DatabaseFailure(SQLException cause) {
    super(cause);
    this.sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
  }

  /**
   * Whether the database is away, starting, stopping or out of connections: trying again later may
   * help.
   */
  public boolean isUnavailable() {
    return sqlState.isEmpty()
        || sqlState.startsWith("08")
        || sqlState.startsWith("57P")
        || sqlState.startsWith("53");
  }

  /** Whether a unique constraint refused the row. */
  public boolean isDuplicate() {
    return sqlState.equals("23505");
  }

  /** Whether a foreign key refused the row. */
  public boolean isMissingReference() {
    return sqlState.equals("23503");
  }

  /** Name of the violated constraint, or empty text. */
  public String constraint() {
    return getCause() instanceof org.postgresql.util.PSQLException postgres
            && postgres.getServerErrorMessage() != null
        ? String.valueOf(postgres.getServerErrorMessage().getConstraint())
        : "";
  }
}
