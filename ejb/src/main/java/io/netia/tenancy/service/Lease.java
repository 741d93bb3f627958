package io.netia.tenancy.service;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;

/**
 * A connection of the pool from when it is taken until it is given back, counted in between. The
 * server's own monitoring of the pool is off unless an operator switches it on, and costs more.
 */
final class Lease implements AutoCloseable {

  private static final LongAdder WAITING = new LongAdder();
  private static final LongAdder IN_USE = new LongAdder();

  private final Connection connection;
  private boolean isOver;

  private Lease(Connection connection) {
    this.connection = connection;
  }

  /** Takes a connection, and waits for one when all are in use. */
  static Lease of(DataSource pool) throws SQLException {
    WAITING.increment();
    try {
      Connection taken = pool.getConnection();
      IN_USE.increment();
      return new Lease(taken);
    } finally {
      WAITING.decrement();
    }
  }

  Connection connection() {
    return connection;
  }

  /** Gives it back; safe to call twice. */
  @Override
  public void close() throws SQLException {
    if (isOver) {
      return;
    }
    isOver = true;
    IN_USE.decrement();
    connection.close();
  }

  static long waiting() {
    return WAITING.sum();
  }

  static long inUse() {
    return IN_USE.sum();
  }
}
