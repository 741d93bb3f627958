package io.netia.testing;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * What the container gives a session bean: one connection per transaction, resources and
 * synchronizations bound to it. Counts the round trips to the database, commits included.
 */
final class TestTransactions implements TransactionSynchronizationRegistry, DataSource {

  private static final Set<String> ROUND_TRIPS =
      Set.of("execute", "executeQuery", "executeUpdate", "executeBatch", "commit");

  private final DataSource database;
  private final ThreadLocal<Transaction> current = new ThreadLocal<>();
  private final AtomicInteger roundTrips = new AtomicInteger();

  TestTransactions(DataSource database) {
    this.database = database;
  }

  int roundTrips() {
    return roundTrips.get();
  }

  <T> T run(Callable<T> work) throws Exception {
    if (current.get() != null) {
      return work.call();
    }
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      Transaction transaction = new Transaction(connection);
      current.set(transaction);
      int outcome = Status.STATUS_ROLLEDBACK;
      try {
        T result = work.call();
        transaction.synchronizations.forEach(Synchronization::beforeCompletion);
        connection.commit();
        roundTrips.incrementAndGet();
        outcome = Status.STATUS_COMMITTED;
        return result;
      } finally {
        if (outcome == Status.STATUS_ROLLEDBACK && !connection.isClosed()) {
          connection.rollback();
        }
        current.remove();
        int ended = outcome;
        transaction.synchronizations.forEach(
            synchronization -> synchronization.afterCompletion(ended));
      }
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    return current.get() == null
        ? proxy(Connection.class, database.getConnection(), "")
        : proxy(Connection.class, current.get().connection, "close");
  }

  /** Passes everything on, except the named method, and counts what goes to the server. */
  private <T> T proxy(Class<T> type, Object real, String swallowed) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().equals(swallowed)) {
                return null;
              }
              if (ROUND_TRIPS.contains(method.getName())) {
                roundTrips.incrementAndGet();
              }
              try {
                Object result = method.invoke(real, arguments);
                return method.getName().equals("prepareStatement")
                    ? proxy(java.sql.PreparedStatement.class, result, "")
                    : result;
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            }));
  }

  @Override
  public Object getTransactionKey() {
    return current.get();
  }

  @Override
  public void putResource(Object key, Object value) {
    current.get().resources.put(key, value);
  }

  @Override
  public Object getResource(Object key) {
    return current.get().resources.get(key);
  }

  @Override
  public void registerInterposedSynchronization(Synchronization synchronization) {
    current.get().synchronizations.add(synchronization);
  }

  @Override
  public int getTransactionStatus() {
    return current.get() == null ? Status.STATUS_NO_TRANSACTION : Status.STATUS_ACTIVE;
  }

  @Override
  public void setRollbackOnly() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean getRollbackOnly() {
    return false;
  }

  @Override
  public Connection getConnection(String user, String password) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return database.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    database.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    database.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return database.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return database.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return database.isWrapperFor(type);
  }

  private static final class Transaction {
    private final Connection connection;
    private final Map<Object, Object> resources = new HashMap<>();
    private final List<Synchronization> synchronizations = new ArrayList<>();

    private Transaction(Connection connection) {
      this.connection = connection;
    }
  }
}
