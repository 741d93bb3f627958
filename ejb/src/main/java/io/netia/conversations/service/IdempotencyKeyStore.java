package io.netia.conversations.service;

import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Rows of idempotency keys. */
@ApplicationScoped
class IdempotencyKeyStore {

  @Inject private TenantDatabase database;

  /** What a key stands for, and the fingerprint of the request that claimed it. */
  record Claimed(UUID resource, String fingerprint) {}

  /**
   * Adds a key unless it is there, and returns what it stands for now. Two at once: the second
   * waits for the first one's transaction to end.
   */
  Claimed claim(UUID account, String route, String digest, UUID resource, String fingerprint) {
    return database
        .first(
            account,
            "insert into idempotency_keys (account_id, scope, key, resource_id, fingerprint) values (?, ?, ?, ?, ?)"
                + " on conflict (account_id, scope, key) do update set resource_id = idempotency_keys.resource_id"
                + " returning resource_id, fingerprint",
            row -> new Claimed(row.id("resource_id"), row.string("fingerprint")),
            account,
            route,
            digest,
            resource,
            fingerprint)
        .orElseThrow();
  }
}
