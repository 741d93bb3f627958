package io.netia.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Asks the two data sources for a connection before a server is started, so that a wrong address is
 * one sentence and not a log.
 */
public final class Probe {

  private Probe() {}

  /** Exits 0 when both answer, else 1 with one sentence on stderr. */
  @SuppressWarnings("SystemOut") // a command prints
  public static void main(String[] arguments) {
    try (Connection owner = new OwnerDataSource().getConnection();
        Connection serving = new ServingDataSource().getConnection()) {
      if (!(owner.isValid(1) && serving.isValid(1))) {
        throw new SQLException("The database does not answer.");
      }
    } catch (SQLException e) {
      System.err.println(FailureSentence.asAnswer(e));
      System.exit(1);
    }
  }
}
