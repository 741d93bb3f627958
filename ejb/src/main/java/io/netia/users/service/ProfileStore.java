package io.netia.users.service;

import io.netia.errors.DomainException;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.tenancy.service.TenantEntities;
import io.netia.users.UserProfile;
import io.netia.users.UserSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Profiles and settings of users: one row for each user, made when it is first needed. */
@ApplicationScoped
class ProfileStore {

  private static final String PROFILES = "user_profiles";
  private static final String SETTINGS = "user_settings";

  @Inject private TenantEntities entities;
  @Inject private TenantDatabase database;

  Optional<UserSettings> settings(UUID account, long user) {
    return entities.call(
        account, manager -> Optional.ofNullable(manager.find(UserSettings.class, user)));
  }

  /** The settings, which there are from now on. */
  UserSettings ensureSettings(UUID account, long user) {
    return changeSettings(account, user, settings -> {});
  }

  /** Changes the settings, which there are from now on. */
  UserSettings changeSettings(UUID account, long user, Consumer<UserSettings> change) {
    return change(account, SETTINGS, UserSettings.class, user, change);
  }

  /** Changes the profile, which there is from now on. */
  UserProfile changeProfile(UUID account, long user, Consumer<UserProfile> change) {
    return change(account, PROFILES, UserProfile.class, user, change);
  }

  private <T> T change(UUID account, String table, Class<T> type, long user, Consumer<T> change) {
    // By SQL: two tabs may need the row for the first time at once.
    database.update(
        account,
        "insert into "
            + table
            + " (account_id, user_id) values (?, ?) on conflict (user_id) do nothing",
        account,
        user);
    return entities.call(
        account,
        manager -> {
          T found =
              Optional.ofNullable(manager.find(type, user, LockModeType.PESSIMISTIC_WRITE))
                  .orElseThrow(DomainException::notFound);
          change.accept(found);
          return found;
        });
  }
}
