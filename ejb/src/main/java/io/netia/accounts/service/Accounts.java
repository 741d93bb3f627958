package io.netia.accounts.service;

import io.netia.accounts.Account;
import io.netia.accounts.AccountChange;
import io.netia.errors.DomainException;
import io.netia.identity.service.Sessions;
import io.netia.security.Agent;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** The caller's account. */
@Stateless
public class Accounts {

  @Inject private AccountStore store;
  @Inject private Sessions sessions;
  @Inject private Clock clock;

  /** The account itself. */
  public AccountView show(Agent agent) {
    return store
        .find(agent.accountId())
        .map(account -> AccountView.of(account, clock.instant()))
        .orElseThrow(DomainException::notFound);
  }

  /** Changes name, logo, time zone, working hours and settings. */
  public AccountView change(Agent agent, AccountChange request) {
    Instant now = clock.instant();
    Account account = store.lock(agent.accountId()).orElseThrow(DomainException::notFound);
    account.apply(request, now);
    store.flush(agent.accountId());
    return AccountView.of(account, now);
  }

  /** Removes the account and everything in it; everybody is signed out. */
  public void delete(Agent admin) {
    store.userIds(admin.accountId()).forEach(user -> sessions.endAllOf(admin, user));
    store.delete(admin.accountId());
  }

  /** Whether there is such an account, for callers who belong to none. */
  public boolean exists(UUID id) {
    return store.exists(id);
  }

  /** How far the set-up has come. */
  public OnboardingStatus onboarding(Agent agent) {
    return store.onboarding(agent.accountId());
  }
}
