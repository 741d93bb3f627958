package io.netia.tenancy.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that the calling thread is in: the container's, which a session bean's method
 * begins, or a lean one of {@link #call}, for the use cases that run all day: the container's costs
 * more than the statements in it (ADR 10).
 */
@ApplicationScoped
public class Transactions {

  private static final String CONNECTION = Transactions.class.getName() + ".connection";

  @Resource(lookup = "jdbc/netia")
  private DataSource dataSource;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry container;

  private static final ThreadLocal<LeanTransaction> CURRENT = new ThreadLocal<>();

  /** For the container, which injects the pool and its transactions. */
  public Transactions() {}

  /** For tests, which bring their own. */
  public Transactions(DataSource dataSource, TransactionSynchronizationRegistry container) {
    this.dataSource = dataSource;
    this.container = container;
  }

  /**
   * Runs work in the thread's transaction or, when there is none, in one of its own: it commits
   * when the work returns and rolls back when it throws. A connection is taken with the first
   * statement.
   */
  public <T> T call(Supplier<T> work) {
    if (isActive()) {
      return work.get();
    }
    LeanTransaction transaction = new LeanTransaction(dataSource);
    CURRENT.set(transaction);
    int outcome = Status.STATUS_ROLLEDBACK;
    try {
      T result = work.get();
      transaction.commit();
      outcome = Status.STATUS_COMMITTED;
      return result;
    } finally {
      CURRENT.remove();
      transaction.end(outcome);
    }
  }

  /** Whether the thread is in a transaction. */
  public boolean isActive() {
    return CURRENT.get() != null || container.getTransactionKey() != null;
  }

  /** Whether that is the container's, which is the only one that entity managers know. */
  boolean isOfContainer() {
    return CURRENT.get() == null && container.getTransactionKey() != null;
  }

  /** What was kept under a key in this transaction, or null. */
  public @Nullable Object get(Object key) {
    LeanTransaction transaction = CURRENT.get();
    return transaction != null ? transaction.get(key) : container.getResource(key);
  }

  /** Keeps something until the transaction ends. */
  public void put(Object key, Object value) {
    LeanTransaction transaction = CURRENT.get();
    if (transaction != null) {
      transaction.put(key, value);
    } else {
      container.putResource(key, value);
    }
  }

  /** Registers for the end of the transaction. */
  public void register(Synchronization synchronization) {
    LeanTransaction transaction = CURRENT.get();
    if (transaction != null) {
      transaction.register(synchronization);
    } else {
      container.registerInterposedSynchronization(synchronization);
    }
  }

  /**
   * One connection handle for the whole transaction: taking one from the pool for each statement
   * costs as much as the statement.
   */
  Connection connection() throws SQLException {
    LeanTransaction transaction = CURRENT.get();
    if (transaction != null) {
      return transaction.connection();
    }
    if (container.getResource(CONNECTION) instanceof Connection open) {
      return open;
    }
    Lease lease = Lease.of(dataSource);
    container.putResource(CONNECTION, lease.connection());
    container.registerInterposedSynchronization(new GiveBack(lease));
    return lease.connection();
  }

  /**
   * Closes the handle when the transaction ends; before a commit, so that the pool has it back as
   * early as possible.
   */
  private record GiveBack(Lease lease) implements Synchronization {

    @Override
    public void beforeCompletion() {
      close();
    }

    @Override
    public void afterCompletion(int status) {
      close();
    }

    private void close() {
      try {
        lease.close();
      } catch (SQLException failed) {
        throw new DatabaseFailure(failed);
      }
    }
  }
}
