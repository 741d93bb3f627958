package io.netia.tenancy.service;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A transaction of one connection, on one thread. */
final class LeanTransaction {

  private static final Logger LOG = System.getLogger(LeanTransaction.class.getName());

  private final DataSource dataSource;
  private final Map<Object, Object> kept = new HashMap<>(8);
  private final List<Synchronization> synchronizations = new ArrayList<>(1);
  private @Nullable Lease lease;

  LeanTransaction(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Nullable Object get(Object key) {
    return kept.get(key);
  }

  void put(Object key, Object value) {
    kept.put(key, value);
  }

  void register(Synchronization synchronization) {
    synchronizations.add(synchronization);
  }

  /** The transaction's connection; it begins with the first statement. */
  Connection connection() throws SQLException {
    Lease taken = lease;
    if (taken == null) {
      taken = Lease.of(dataSource);
      lease = taken;
      taken.connection().setAutoCommit(false);
    }
    return taken.connection();
  }

  void commit() {
    synchronizations.forEach(Synchronization::beforeCompletion);
    try {
      if (lease != null) {
        lease.connection().commit();
      }
    } catch (SQLException failed) {
      throw DatabaseFailure.ofCommit(failed);
    }
  }

  /** Returns the connection, and calls the synchronizations with the outcome. */
  void end(int outcome) {
    try {
      giveBack(outcome);
    } finally {
      synchronizations.forEach(synchronization -> synchronization.afterCompletion(outcome));
    }
  }

  private void giveBack(int outcome) {
    if (lease == null) {
      return;
    }
    try (Lease ending = lease) {
      if (outcome != Status.STATUS_COMMITTED) {
        ending.connection().rollback();
      }
      ending.connection().setAutoCommit(true);
    } catch (SQLException broken) {
      // The outcome stands: it is committed, or the server rolls back what a lost connection left.
      LOG.log(Level.DEBUG, "A connection was lost as its transaction ended", broken);
    }
  }
}
