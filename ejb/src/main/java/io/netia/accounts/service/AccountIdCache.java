package io.netia.accounts.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;

/**
 * Which accounts exist, remembered for a minute either way: every widget asks when it is shown, and
 * a page with the id of a removed account asks for ever.
 */
@ApplicationScoped
public class AccountIdCache {

  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int REMEMBERED_MOST = 20_000;

  private final Cache<UUID, Boolean> known =
      Caffeine.newBuilder().maximumSize(REMEMBERED_MOST).expireAfterWrite(REMEMBERED).build();

  @Inject private Accounts accounts;
  @Inject private TenantDatabase database;

  /** Whether there was such an account within the last minute. */
  public boolean contain(UUID id) {
    if (database.disabledAccounts().contain(id)) {
      return false;
    }
    Boolean remembered = known.getIfPresent(id);
    if (remembered == null) {
      remembered = accounts.exists(id);
      known.put(id, remembered);
    }
    return remembered;
  }
}
