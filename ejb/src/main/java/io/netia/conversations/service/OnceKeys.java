package io.netia.conversations.service;

import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/**
 * Requests made under an Idempotency-Key: the first one claims the key, a repeat learns what it
 * made.
 */
@ApplicationScoped
public class OnceKeys {

  @Inject private TenantDatabase database;

  /**
   * Claims a key for a resource about to be made. Two at once: the second waits for the first one's
   * transaction to end.
   *
   * @return empty when the key is now ours; else the resource that it stands for already
   */
  public Optional<UUID> claim(UUID account, String scope, String key, UUID resource) {
    UUID owner =
        database
            .first(
                account,
                "insert into once_keys (account_id, scope, key, resource_id) values (?, ?, ?, ?)"
                    + " on conflict (account_id, scope, key) do update set resource_id = once_keys.resource_id returning resource_id",
                row -> row.id("resource_id"),
                account,
                scope,
                key,
                resource)
            .orElseThrow();
    return owner.equals(resource) ? Optional.empty() : Optional.of(owner);
  }
}
