package io.netia.accounts.service;

import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.identity.service.Sessions;
import io.netia.input.Input;
import io.netia.json.service.Json;
import io.netia.security.Agent;
import io.netia.security.Roles;
import jakarta.annotation.security.RolesAllowed;
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
    return store.find(agent.accountId(), clock.instant()).orElseThrow(DomainException::notFound);
  }

  /**
   * Changes name, logo, time zone, working hours and settings.
   *
   * @throws ValidationException field errors
   */
  @RolesAllowed(Roles.ADMIN)
  public AccountView change(Agent agent, Input fields) {
    UUID id = agent.accountId();
    Instant now = clock.instant();
    AccountView old = store.lock(id, now).orElseThrow(DomainException::notFound);
    AccountChanges changes = AccountChanges.read(fields, old);
    fields.check();
    store.save(
        id,
        changes.companyName(),
        changes.companyLogoUrl(),
        changes.timeZone(),
        Json.write(changes.settings()),
        Json.write(changes.workingHours()),
        now);
    return store.find(id, now).orElseThrow(DomainException::notFound);
  }

  /** Removes the account and everything in it; everybody is signed out. */
  @RolesAllowed(Roles.ADMIN)
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
