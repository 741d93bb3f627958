package io.netia.customers.service;

import io.netia.customers.Customer;
import io.netia.customers.service.ExternalIdStore.Held;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
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

  /**
   * The {@code external_id} that a customer has from now on.
   *
   * @param verifiedAt since when somebody vouches for it
   */
  record Given(@Nullable String externalId, @Nullable Instant verifiedAt) {}

  /** What a customer about to be made gets of what is claimed for it. */
  Given claimForNew(UUID account, UUID customer, Claimant claimant, String claimed) {
    lock(account, claimed);
    return given(account, customer, claimant, claimed);
  }

  /**
   * What a customer gets of what a page claims for it, null for none; empty when it keeps what it
   * has, or is gone.
   */
  Optional<Given> claim(UUID account, UUID customer, Claimant claimant, @Nullable String claimed) {
    lock(account, claimed);
    return store
        .held(account, customer)
        .flatMap(held -> claim(account, customer, held, claimant, claimed));
  }

  /**
   * What a customer gets of what an agent claims for it. The caller has locked the claimed {@code
   * external_id}, and the customer after it.
   */
  Optional<Given> claim(UUID account, Customer customer, @Nullable String claimed) {
    Held held = new Held(customer.externalId().orElse(null), customer.isVerified());
    return claim(account, customer.id(), held, Claimant.TEAM, claimed);
  }

  private Optional<Given> claim(
      UUID account, UUID customer, Held held, Claimant claimant, @Nullable String claimed) {
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
    return isConfirmed || isReplaced
        ? Optional.of(given(account, customer, claimant, claimed))
        : Optional.empty();
  }

  private Given given(UUID account, UUID customer, Claimant claimant, @Nullable String externalId) {
    boolean isVouchedFor =
        externalId != null
            && claimant.vouches
            && verified(account, externalId).filter(id -> !id.equals(customer)).isEmpty();
    return new Given(externalId, isVouchedFor ? clock.instant() : null);
  }

  /** Two who claim the same one come after each other, until the transaction ends. */
  void lock(UUID account, @Nullable String externalId) {
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
