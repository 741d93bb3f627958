package org.glassfish.api.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Payara's interface, which no build repository has: for the compiler only. The server brings its
 * own, and this one is left out of the jar.
 */
public interface ConnectionValidation {

  /**
   * Whether a pooled connection may be used.
   *
   * @param timeout of the pool's statements, in seconds; 0 for none
   */
  boolean isConnectionValid(Connection connection, int timeout) throws SQLException;
}
