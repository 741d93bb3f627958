package io.netia.retention.service;

import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Rows of all accounts that are kept for a limited time. */
@ApplicationScoped
class RetentionStore {

  @Inject private TenantDatabase database;

  /** Deletes rows whose time is over; answers how many, 0 when there are no more. */
  long removeAged(int most) {
    return database
        .lookUp("select remove_aged(?) as removed", row -> row.count("removed"), most)
        .orElse(0L);
  }
}
