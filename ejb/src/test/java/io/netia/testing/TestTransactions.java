package io.netia.testing;

import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What the container gives a session bean: one connection per transaction, resources and
 * synchronizations bound to it.
 */
final class TestTransactions extends ConnectionSource
    implements TransactionSynchronizationRegistry {

  private final ThreadLocal<Transaction> current = new ThreadLocal<>();

  TestTransactions(DataSource database) {
    super(database);
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
        transaction.endEntities(true);
        transaction.synchronizations.forEach(Synchronization::beforeCompletion);
        connection.commit();
        outcome = Status.STATUS_COMMITTED;
        return result;
      } finally {
        transaction.endEntities(false);
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

  /** The entity manager of whatever transaction the calling thread is in. */
  EntityManager entities() {
    return (EntityManager)
        Proxy.newProxyInstance(
            EntityManager.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (self, method, arguments) -> {
              try {
                return method.invoke(current.get().entities(), arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }

  @Override
  public Connection getConnection() throws SQLException {
    // Its user's closing means nothing: the transaction closes it.
    return current.get() == null
        ? database.getConnection()
        : closedBy(current.get().connection, () -> {});
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

  private static final class Transaction {
    private final Connection connection;
    private final Map<Object, Object> resources = new HashMap<>();
    private final List<Synchronization> synchronizations = new ArrayList<>();

    private @Nullable EntityManager entities;

    private Transaction(Connection connection) {
      this.connection = connection;
    }

    private EntityManager entities() {
      EntityManager ours = entities;
      if (ours == null) {
        ours = TestEntities.on(connection);
        entities = ours;
      }
      return ours;
    }

    private void endEntities(boolean isCommitted) {
      EntityManager ours = entities;
      if (ours != null) {
        entities = null;
        TestEntities.end(ours, isCommitted);
      }
    }
  }
}
