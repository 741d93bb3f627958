package io.netia.identityverification.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netia.errors.DomainException;
import io.netia.live.service.Bus;
import io.netia.live.service.LiveEvent;
import io.netia.security.Visitor;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The one access path of visitors: makes a {@link Visitor} of a browser's claims, or refuses. Rules
 * are remembered for a few seconds, so that asking costs no database where nothing is required.
 */
@ApplicationScoped
public class VisitorAccess {

  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final int REMEMBERED_MOST = 20_000;

  private final Cache<UUID, VisitorRules> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED_MOST).expireAfterWrite(REMEMBERED).build();

  @Inject private VisitorIdentity identity;
  @Inject private VisitorTokens tokens;
  @Inject private Bus bus;
  @Inject private Clock clock;

  @PostConstruct
  void listen() {
    bus.subscribe(this::forget);
  }

  private void forget(LiveEvent event) {
    if (event.topic().equals(VisitorIdentity.TOPIC)) {
      remembered.invalidateAll();
    }
  }

  /**
   * Whether somebody may act as a customer.
   *
   * @param token what was issued with the customer, if the browser has it
   * @throws DomainException not found, as for a customer that does not exist
   */
  public Visitor admit(UUID account, UUID customer, Optional<String> token) {
    if (!mayBe(account, customer, token)) {
      throw DomainException.notFound();
    }
    return new Visitor(account, customer);
  }

  /** Whether somebody may act as a customer. */
  public boolean mayBe(UUID account, UUID customer, Optional<String> token) {
    return !rules(account).requireToken() || isCustomer(account, customer, token);
  }

  /** Whether somebody shows the token that was issued with a customer, required or not. */
  public boolean isCustomer(UUID account, UUID customer, Optional<String> token) {
    return token.filter(sent -> tokens.isOf(account, customer, sent)).isPresent();
  }

  /** Whether an {@code external_id} counts only with a proof. */
  public boolean requiresProof(UUID account) {
    return rules(account).verifyIdentity();
  }

  /**
   * Whether a visitor is proven to be the user of the account's own system that the page claims.
   */
  public enum Claim {
    /** Proven by the account's own system. */
    PROVEN,
    /** Not proven, and the account requires no proof. */
    UNPROVEN,
    /** Not proven, though the account requires it. */
    REFUSED
  }

  /** Checks a claim to an {@code external_id} by its proof: a user hash or a signed token. */
  public Claim claim(
      UUID account, String externalId, Optional<String> email, Optional<String> proof) {
    VisitorRules rules = rules(account);
    boolean isProven =
        proof.isPresent()
            && rules.secretsAt(clock.instant()).stream()
                .anyMatch(
                    secret ->
                        IdentityProof.isGood(
                            proof.get(),
                            externalId,
                            email,
                            new IdentitySecret(secret),
                            clock.instant()));
    if (isProven) {
      return Claim.PROVEN;
    }
    return rules.verifyIdentity() ? Claim.REFUSED : Claim.UNPROVEN;
  }

  private VisitorRules rules(UUID account) {
    VisitorRules known = remembered.getIfPresent(account);
    if (known == null) {
      known = identity.rules(account);
      remembered.put(account, known);
    }
    return known;
  }
}
