package io.netia.accounts.service;

import io.netia.tenancy.service.DatabaseFailure;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.UUID;

/** Notices on this node what an operator does to accounts from outside. */
@ApplicationScoped
public class AccountWatch {

  private static final Logger LOG = System.getLogger(AccountWatch.class.getName());

  @Inject private AccountStore store;
  @Inject private TenantDatabase database;

  /**
   * Looks once; to be called every second. While the database is away nothing changes.
   *
   * @return accounts that have been disabled since the last look, or before the first
   */
  public Set<UUID> newlyDisabled() {
    Set<UUID> disabled;
    try {
      disabled = store.disabled();
    } catch (DatabaseFailure away) {
      LOG.log(Level.DEBUG, "Disabled accounts could not be looked up", away);
      return Set.of();
    }
    Set<UUID> fresh = database.disabledAccounts().become(disabled);
    fresh.forEach(account -> LOG.log(Level.INFO, "Account {0} is disabled", account));
    return fresh;
  }
}
