package io.netia.database;

import io.netia.limits.Budget;
import java.sql.Connection;
import java.sql.SQLException;
import org.glassfish.api.jdbc.ConnectionValidation;

/**
 * Asks a pooled connection whether it is alive, and gives it up when it does not answer within
 * seconds: the validation that comes with the server waits for a silent one as long as a statement
 * may take. Named in {@code resources.asadmin}.
 */
public final class BoundedValidation implements ConnectionValidation {

  @Override
  public boolean isConnectionValid(Connection connection, int timeout) throws SQLException {
    return connection.isValid(Budget.Database.VALIDATION_SECONDS);
  }
}
