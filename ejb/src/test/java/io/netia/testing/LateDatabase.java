package io.netia.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A database that refuses some connections before it serves. */
public final class LateDatabase extends ConnectionSource {

  private final SQLException refusal;
  private final AtomicInteger refusals;

  /**
   * A database in front of another one.
   *
   * @param refusals how many connections it refuses with the refusal
   */
  public LateDatabase(DataSource database, SQLException refusal, int refusals) {
    super(database);
    this.refusal = refusal;
    this.refusals = new AtomicInteger(refusals);
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (refusals.getAndDecrement() > 0) {
      throw new SQLException("Error in allocating a connection", refusal);
    }
    return database.getConnection();
  }
}
