package io.netia.customers.service;

import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of customers by their {@code external_id}. */
@ApplicationScoped
class ExternalIdStore {

  @Inject private TenantDatabase database;

  /** The {@code external_id} of a customer, and whether anybody vouches for it. */
  record Held(@Nullable String value, boolean isVerified) {}

  /** What a customer has, locked until the end of the transaction. */
  Optional<Held> held(UUID account, UUID customer) {
    return database.first(
        account,
        "select nullif(external_id, '') as external_id, external_id_verified_at from customers where id = ? for no key update",
        row -> new Held(row.text("external_id"), row.time("external_id_verified_at") != null),
        customer);
  }

  /** Locks an {@code external_id} until the end of the transaction, whoever has it. */
  void lock(UUID account, String externalId) {
    database.first(
        account,
        "select pg_advisory_xact_lock(hashtextextended(?, 0)) is null as locked",
        row -> row.flag("locked"),
        account + " " + externalId);
  }

  /**
   * The verified customer, else the one that was updated last.
   *
   * @param email when known, the only one that the customer may have, in any case; {@code host}
   *     likewise
   * @param onlyVerified whether others are nobody
   */
  Optional<UUID> find(
      UUID account,
      String externalId,
      Optional<String> email,
      Optional<String> host,
      boolean onlyVerified) {
    List<Object> parameters = new ArrayList<>(List.of(externalId));
    email.ifPresent(parameters::add);
    host.ifPresent(parameters::add);
    return database.first(
        account,
        "select id from customers where external_id = ?"
            + (email.isPresent() ? " and lower(email) = lower(?)" : "")
            + (host.isPresent() ? " and lower(host) = lower(?)" : "")
            + (onlyVerified ? " and external_id_verified_at is not null" : "")
            + " order by external_id_verified_at is null, updated_at desc, id limit 1",
        row -> row.id("id"),
        parameters.toArray());
  }

  /** Notes when somebody vouched; false when the customer has another one. */
  boolean verify(UUID account, UUID customer, String externalId, Instant now) {
    return database.update(
            account,
            "update customers set external_id_verified_at = ? where id = ? and external_id = ?",
            now,
            customer,
            externalId)
        > 0;
  }
}
