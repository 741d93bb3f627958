package io.netia.accounts.service;

import io.netia.accounts.Account;
import io.netia.accounts.SubscriptionPlan;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.tenancy.service.TenantEntities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Accounts. Each sees itself alone. */
@ApplicationScoped
class AccountStore {

  @Inject private TenantEntities entities;
  @Inject private TenantDatabase database;

  Optional<Account> find(UUID id) {
    return entities.call(id, manager -> Optional.ofNullable(manager.find(Account.class, id)));
  }

  /** An account, locked until the transaction ends. */
  Optional<Account> lock(UUID id) {
    return entities.call(
        id,
        manager ->
            Optional.ofNullable(manager.find(Account.class, id, LockModeType.PESSIMISTIC_WRITE)));
  }

  /** Writes what was changed of the account so far. */
  void flush(UUID id) {
    entities.call(id, manager -> id);
  }

  List<Long> userIds(UUID account) {
    return database.list(account, "select id from users", row -> row.count("id"));
  }

  void delete(UUID account) {
    database.update(account, "delete from accounts where id = ?", account);
  }

  /** Asked before any account is known. */
  boolean exists(UUID account) {
    return database
        .lookUp("select account_exists(?) as found", row -> row.flag("found"), account)
        .orElse(false);
  }

  /** The accounts that are disabled; asked before any account is known. */
  Set<UUID> disabled() {
    return Set.copyOf(database.lookUpAll("select disabled_accounts() as id", row -> row.id("id")));
  }

  OnboardingStatus onboarding(UUID account) {
    return database
        .first(
            account,
            "select exists (select 1 from conversations where archived_at is null) as has_conversation,"
                + " exists (select 1 from user_profiles where full_name is not null or display_name is not null"
                + " or profile_photo_url is not null) as has_profile,"
                + " (select count(*) from users where disabled_at is null and archived_at is null) > 1 as has_team,"
                + " subscription_plan from accounts where id = ?",
            row ->
                new OnboardingStatus(
                    row.flag("has_conversation"),
                    row.flag("has_profile"),
                    row.flag("has_team"),
                    false,
                    SubscriptionPlan.of(row.string("subscription_plan")).isUpgraded()),
            account)
        .orElseThrow();
  }
}
