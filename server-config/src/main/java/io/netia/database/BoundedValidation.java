package io.netia.database;

import io.netia.limits.Budget;
import java.sql.Connection;
import java.sql.SQLException;
import org.glassfish.api.jdbc.ConnectionValidation;

/**
 * Asks a pooled connection whether it is alive, and gives it up when it does not answer within
 * seconds: the validation that comes with the server waits for a silent one as long as a statement
 * may take. The first that does not answer opens the breaker, and the others are given up at once:
 * the pool's own way to that, {@code fail-all-connections}, damages its counts when two threads
 * take it together. Named in {@code resources.asadmin}.
 */
public final class BoundedValidation implements ConnectionValidation {

  @Override
  public boolean isConnectionValid(Connection connection, int timeout) throws SQLException {
    return ServingDataSource.BREAKER.validate(
        () -> connection.isValid(Budget.Database.VALIDATION_SECONDS));
  }
}
