package io.netia.accounts.service;

import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The row of an account. Two of its columns are JSON, which statements handle better than entities.
 */
@ApplicationScoped
class AccountStore {

  @Inject private TenantDatabase database;

  Optional<AccountView> find(UUID account, Instant now) {
    return database.first(
        account,
        "select " + AccountColumns.SELECTED + " from accounts a where a.id = ?",
        row -> AccountColumns.view(row, now),
        account);
  }

  Optional<AccountView> lock(UUID account, Instant now) {
    return database.first(
        account,
        "select " + AccountColumns.SELECTED + " from accounts a where a.id = ? for update",
        row -> AccountColumns.view(row, now),
        account);
  }

  /** Writes what {@link AccountChanges} may change; settings and hours as JSON. */
  void save(
      UUID account,
      String name,
      @Nullable String logo,
      @Nullable String timeZone,
      String settings,
      String hours,
      Instant now) {
    database.update(
        account,
        "update accounts set company_name = ?, company_logo_url = ?, time_zone = ?, settings = ?::jsonb, working_hours = ?::jsonb,"
            + " version = version + 1, updated_at = ? where id = ?",
        name,
        logo,
        timeZone,
        settings,
        hours,
        now,
        account);
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
                + " subscription_plan !~ '^(eu-)?starter$' as has_plan from accounts where id = ?",
            row ->
                new OnboardingStatus(
                    row.flag("has_conversation"),
                    row.flag("has_profile"),
                    row.flag("has_team"),
                    false,
                    row.flag("has_plan")),
            account)
        .orElseThrow();
  }
}
