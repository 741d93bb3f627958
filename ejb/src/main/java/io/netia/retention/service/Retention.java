package io.netia.retention.service;

import io.netia.limits.Budget;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Deletes hourly, on every node, the rows that are kept for a limited time; what another node has
 * deleted already is no work.
 */
@Singleton
public class Retention {

  private static final Logger LOG = System.getLogger(Retention.class.getName());

  @Inject private RetentionStore store;

  /** Removes what is due, each part in a transaction of its own; the database knows the ages. */
  @Schedule(hour = "*", minute = "17", persistent = false)
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void removeAged() {
    long removed = 0;
    long part;
    do {
      part = store.removeAged(Budget.Database.REMOVED_AT_ONCE);
      removed += part;
    } while (part > 0);
    LOG.log(Level.INFO, "Deleted {0} rows whose retention time is over", removed);
  }
}
