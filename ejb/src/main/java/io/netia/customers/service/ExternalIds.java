package io.netia.customers.service;

import io.netia.customers.service.ExternalIdStore.Held;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which customer an {@code external_id} stands for, and whether anybody vouches for it. Of one
 * {@code external_id} an account has at most one verified customer, and any number of others.
 */
@ApplicationScoped
class ExternalIds {

  private static final String FIELD = "external_id";
  private static final String VERIFIED_AT = "external_id_verified_at";

  @Inject private ExternalIdStore store;
  @Inject private Clock clock;

  /** Who claims an {@code external_id} for a customer. */
  enum Claimant {
    /** An agent: the account's own word. */
    TEAM(true, true),
    /** Shows the customer's token and a proof. */
    PROVEN_CUSTOMER(true, true),
    /** Shows the customer's token, and nothing for the {@code external_id}. */
    CUSTOMER(true, false),
    /**
     * Knows the customer's id only. A proof is of who the stranger is and not of who the customer
     * is: it must not make the customer, and with it the customer's token, the stranger's.
     */
    STRANGER(false, false);

    private final boolean replaces;
    private final boolean vouches;

    Claimant(boolean replaces, boolean vouches) {
      this.replaces = replaces;
      this.vouches = vouches;
    }

    static Claimant visitor(boolean isCustomer, boolean isProven) {
      if (!isCustomer) {
        return STRANGER;
      }
      return isProven ? PROVEN_CUSTOMER : CUSTOMER;
    }
  }

  /** Completes the columns of a customer about to be made. */
  void claimForNew(
      UUID account, UUID customer, Claimant claimant, Map<String, @Nullable Object> values) {
    if (values.get(FIELD) != null) {
      lock(account, values.get(FIELD));
      claim(account, customer, new Held(null, false), claimant, values);
    }
  }

  /**
   * Completes the columns of a customer about to be changed; what may not be changed is dropped.
   */
  void claim(UUID account, UUID customer, Claimant claimant, Map<String, @Nullable Object> values) {
    if (values.containsKey(FIELD)) {
      lock(account, values.get(FIELD));
      store
          .held(account, customer)
          .ifPresent(held -> claim(account, customer, held, claimant, values));
    }
  }

  private void claim(
      UUID account,
      UUID customer,
      Held held,
      Claimant claimant,
      Map<String, @Nullable Object> values) {
    Object claimed = values.get(FIELD);
    boolean isSame = Objects.equals(held.value(), claimed);
    // A proof of the customer itself makes what it only claimed before proven. An agent who saves
    // a form without touching the field vouches for nothing.
    boolean isConfirmed =
        isSame && claimed != null && !held.isVerified() && claimant == Claimant.PROVEN_CUSTOMER;
    boolean isReplaced =
        !isSame
            && (held.value() == null
                || claimant == Claimant.TEAM
                || (claimant.replaces && !held.isVerified()));
    if (!isConfirmed && !isReplaced) {
      values.remove(FIELD);
      return;
    }
    boolean isVouchedFor =
        claimed != null
            && claimant.vouches
            && verified(account, claimed.toString()).filter(id -> !id.equals(customer)).isEmpty();
    values.put(VERIFIED_AT, isVouchedFor ? clock.instant() : null);
  }

  /** Two who claim the same one come after each other, until the transaction ends. */
  void lock(UUID account, @Nullable Object externalId) {
    if (externalId != null) {
      store.lock(account, externalId);
    }
  }

  /** The customer that an {@code external_id} verifiably stands for. */
  Optional<UUID> verified(UUID account, String externalId) {
    return find(account, externalId, Optional.empty(), Optional.empty(), true);
  }

  /**
   * The customer whom an {@code external_id} stands for: the verified one, else the one that was
   * updated last.
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
    return store.find(account, externalId, email, host, onlyVerified);
  }

  /** Vouches for the {@code external_id} that a customer has; false when it has another one. */
  boolean confirm(UUID account, UUID customer, String externalId) {
    lock(account, externalId);
    if (verified(account, externalId).isPresent()) {
      return false;
    }
    return store.verify(account, customer, externalId, clock.instant());
  }
}
