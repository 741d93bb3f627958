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
import java.util.concurrent.Callable;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * What the container gives a session bean: one connection per transaction, resources and
 * synchronizations bound to it.
 */
final class TestTransactions implements TransactionSynchronizationRegistry, DataSource {

  private final DataSource database;
  private final ThreadLocal<Transaction> current = new ThreadLocal<>();

  TestTransactions(DataSource database) {
    this.database = database;
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
    return current.get() == null ? database.getConnection() : untilTheEnd(current.get().connection);
  }

  /** The transaction's own connection, which nobody but the transaction closes. */
  private static Connection untilTheEnd(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
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
