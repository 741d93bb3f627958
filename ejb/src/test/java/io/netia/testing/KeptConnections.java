package io.netia.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;

/**
 * Connections that are used again and again, as the server's pool does: the driver treats a
 * statement differently once a connection has run it a few times.
 */
final class KeptConnections extends ConnectionSource {

  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

  KeptConnections(DataSource database) {
    super(database);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection kept = idle.pollFirst();
    while (kept != null && kept.isClosed()) {
      kept = idle.pollFirst();
    }
    Connection real = kept == null ? database.getConnection() : kept;
    return closedBy(real, () -> giveBack(real));
  }

  private void giveBack(Connection real) throws SQLException {
    if (!real.isClosed()) {
      real.setAutoCommit(true);
      idle.addFirst(real);
    }
  }
}
