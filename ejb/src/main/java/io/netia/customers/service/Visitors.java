package io.netia.customers.service;

import io.netia.configuration.service.Settings;
import io.netia.conversations.service.CustomerView;
import io.netia.conversations.service.IdempotencyKey;
import io.netia.conversations.service.IdempotencyKeys;
import io.netia.customers.CustomerDescription;
import io.netia.customers.CustomerReport;
import io.netia.customers.CustomerRequest;
import io.netia.customers.service.ExternalIds.Claimant;
import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.identityverification.service.VisitorAccess;
import io.netia.identityverification.service.VisitorTokens;
import io.netia.json.service.RawJson;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Customers as widgets know them: made, described and recognised without a login. */
@Stateless
public class Visitors {

  private static final String IDEMPOTENCY_SCOPE = "customer";
  private static final int TEXT_MAX = 255;

  /**
   * Clients expect these keys; how the team files a customer is nothing for the customer's page.
   */
  private static final Map<String, RawJson> NOTHING_OF_THE_TEAM =
      Map.of("company", new RawJson("null"), "tags", new RawJson("[]"));

  @Inject private CustomerStore store;
  @Inject private ExternalIds externalIds;
  @Inject private CustomerEvents events;
  @Inject private IdempotencyKeys idempotencyKeys;
  @Inject private VisitorAccess access;
  @Inject private VisitorTokens tokens;
  @Inject private Settings settings;
  @Inject private Clock clock;

  /**
   * Makes a customer.
   *
   * @param clientIp stored only where the installation collects addresses
   * @param idempotencyKey a repeat with the same key answers with the customer of the first
   *     request, and with the token only for who has it already
   * @param proofs empty for a teammate, whose word is enough
   * @throws ValidationException an {@code external_id} that is not verified, an account or a
   *     company that does not exist
   */
  public Created create(
      UUID account,
      CustomerRequest request,
      String clientIp,
      Optional<IdempotencyKey> idempotencyKey,
      Optional<Proofs> proofs) {
    boolean isProven =
        proofs.isPresent() && claim(account, request, proofs.get()) == VisitorAccess.Claim.PROVEN;
    Optional<CustomerView> known = isProven ? known(account, request, clientIp) : Optional.empty();
    if (known.isPresent()) {
      return created(account, known.get());
    }
    UUID id = UUID.randomUUID();
    if (idempotencyKey.isPresent()) {
      if (!store.accountExists(account)) {
        throw ValidationException.field("account_id", "does not exist");
      }
      Optional<UUID> earlier =
          idempotencyKeys.claim(
              account, IDEMPOTENCY_SCOPE, idempotencyKey.get(), request.values(), id);
      if (earlier.isPresent()) {
        return repeated(account, earlier.get(), request, proofs);
      }
    }
    Map<String, @Nullable Object> values = request.values();
    Claimant claimant = proofs.isEmpty() ? Claimant.TEAM : Claimant.visitor(true, isProven);
    Optional.ofNullable(request.externalId().orElse(null))
        .map(claimed -> externalIds.claimForNew(account, id, claimant, claimed))
        .ifPresent(given -> put(values, given));
    CustomerRequest.Visit visit = request.visit(proofs.isEmpty(), clock.instant());
    values.put("first_seen", visit.firstSeen());
    values.put("last_seen_at", visit.lastSeenAt());
    values.put("ip", ip(clientIp));
    return created(account, store.add(account, id, values));
  }

  private static void put(Map<String, @Nullable Object> values, ExternalIds.Given given) {
    values.put("external_id", given.externalId());
    values.put("external_id_verified_at", given.verifiedAt());
  }

  /** A customer, and the token for whoever may have it. */
  public record Created(CustomerView customer, Optional<String> visitorToken) {}

  private Created created(UUID account, CustomerView customer) {
    return new Created(customer, Optional.of(tokens.issue(account, customer.id())));
  }

  /**
   * Some clients count their keys from 1, and many sit behind one address: the key alone opens
   * nothing, and shows nothing of the customer that the caller did not send.
   */
  private Created repeated(
      UUID account, UUID id, CustomerRequest request, Optional<Proofs> proofs) {
    CustomerView customer =
        store.find(account, id, Set.of()).orElseThrow(DomainException::notFound).customer();
    boolean isKnown =
        proofs.isEmpty() || access.isCustomer(account, id, proofs.get().visitorToken());
    return isKnown
        ? created(account, customer)
        : new Created(customer.asSent(request.values()), Optional.empty());
  }

  /**
   * The customer whom a proven {@code external_id} stands for already, described anew: two pages of
   * one person that open at once make one customer.
   */
  private Optional<CustomerView> known(UUID account, CustomerRequest request, String clientIp) {
    String externalId = request.externalId().get();
    externalIds.lock(account, externalId);
    return externalIds
        .verified(account, externalId)
        .map(
            id -> {
              Map<String, @Nullable Object> values = request.values();
              // Only the team assigns a company.
              values.keySet().removeAll(Set.of("first_seen", "external_id", "company_id"));
              values.values().removeIf(Objects::isNull);
              return described(account, id, values, Set.of(), clientIp);
            });
  }

  /**
   * Describes a customer anew and notes that he or she was here. Whoever only knows the id may
   * describe the device, and identify the customer as far as no field is set yet.
   *
   * @param claimedAccount when the page names the account, no other account's customer is touched
   * @throws ValidationException an {@code external_id} that is not verified
   */
  public CustomerFull describe(
      UUID id,
      Optional<UUID> claimedAccount,
      CustomerReport report,
      String clientIp,
      Proofs proofs) {
    UUID account =
        store
            .accountOf(id)
            .filter(owner -> isClaimed(owner, claimedAccount))
            .filter(owner -> access.mayBe(owner, id, proofs.visitorToken()))
            .orElseThrow(DomainException::notFound);
    boolean isProven = claim(account, report, proofs) == VisitorAccess.Claim.PROVEN;
    boolean isCustomer = access.isCustomer(account, id, proofs.visitorToken());
    Map<String, @Nullable Object> values = report.values();
    if (report.externalId().isPresent()) {
      externalIds
          .claim(account, id, Claimant.visitor(isCustomer, isProven), report.externalId().get())
          .ifPresentOrElse(given -> put(values, given), () -> values.remove("external_id"));
    }
    Set<String> kept = isCustomer ? Set.of() : CustomerDescription.IDENTIFYING;
    CustomerView described = described(account, id, values, kept, clientIp);
    return new CustomerFull(
        isCustomer ? described : described.forStranger(report.values()), NOTHING_OF_THE_TEAM);
  }

  private CustomerView described(
      UUID account,
      UUID id,
      Map<String, @Nullable Object> values,
      Set<String> kept,
      String clientIp) {
    Instant now = clock.instant();
    values.put("last_seen_at", now);
    values.put("ip", ip(clientIp));
    CustomerStore.Before before = store.describe(account, id, values, kept, now);
    CustomerView described =
        store.find(account, id, Set.of()).orElseThrow(DomainException::notFound).customer();
    events.changed(account, described, before);
    return described;
  }

  private @Nullable String ip(String clientIp) {
    return settings.isIpCollected() && clientIp.length() <= TEXT_MAX ? clientIp : null;
  }

  /** Whether there is such a customer, of that account if one is named, and the caller is it. */
  public boolean exists(UUID id, Optional<UUID> account, Optional<String> visitorToken) {
    return store
        .accountOf(id)
        .filter(owner -> isClaimed(owner, account))
        .filter(owner -> access.mayBe(owner, id, visitorToken))
        .isPresent();
  }

  /** The account of a customer, if there is such a customer. */
  public Optional<UUID> accountOf(UUID id) {
    return store.accountOf(id);
  }

  /**
   * What a browser shows of itself.
   *
   * @param visitorToken what was issued with the customer
   * @param identity the account's own word for the {@code external_id}
   */
  public record Proofs(Optional<String> visitorToken, Optional<String> identity) {}

  /** Nobody takes the name of another: whoever is looked for by it later must be the right one. */
  private VisitorAccess.Claim claim(UUID account, CustomerDescription described, Proofs proofs) {
    String externalId = described.externalId().orElse(null);
    if (externalId == null) {
      return VisitorAccess.Claim.UNPROVEN;
    }
    VisitorAccess.Claim claim =
        access.claim(
            account,
            externalId,
            Optional.ofNullable(described.email().orElse(null)),
            proofs.identity());
    if (claim == VisitorAccess.Claim.REFUSED) {
      throw ValidationException.field("external_id", "is not verified");
    }
    return claim;
  }

  private static boolean isClaimed(UUID owner, Optional<UUID> claimed) {
    return claimed.isEmpty() || claimed.get().equals(owner);
  }

  /**
   * Recognises a customer by the id that the page's own system has for him or her, exactly; with a
   * proof also when e-mail address and host are others by now. With a proof, which an account may
   * require, only a customer for whom somebody vouched is recognised: others may be a stranger who
   * took the {@code external_id} first.
   *
   * @param proofs the account's own word for the {@code external_id}, and the token of the customer
   *     that the browser remembers, who is then vouched for
   * @return with the customer's token only when there was proof
   * @throws DomainException not found for an account that does not exist
   */
  public Recognised identify(
      UUID account,
      String externalId,
      Optional<String> email,
      Optional<String> host,
      Proofs proofs) {
    if (!store.accountExists(account)) {
      throw DomainException.notFound();
    }
    VisitorAccess.Claim claim = access.claim(account, externalId, email, proofs.identity());
    if (claim == VisitorAccess.Claim.PROVEN) {
      Optional<UUID> proven =
          externalIds
              .verified(account, externalId)
              .or(() -> confirmed(account, externalId, proofs.visitorToken()));
      if (proven.isPresent()) {
        return new Recognised(proven, proven.map(id -> tokens.issue(account, id)));
      }
    }
    // Where nothing has to be proven, the id without the token opens no more than it does anyway.
    boolean isOpen = claim != VisitorAccess.Claim.REFUSED && !access.requiresProof(account);
    return new Recognised(
        isOpen ? externalIds.find(account, externalId, email, host, false) : Optional.empty(),
        Optional.empty());
  }

  private Optional<UUID> confirmed(UUID account, String externalId, Optional<String> token) {
    return token
        .flatMap(tokens::named)
        .filter(id -> access.isCustomer(account, id, token))
        .filter(id -> externalIds.confirm(account, id, externalId));
  }

  /** Who a visitor is, and the token for it. */
  public record Recognised(Optional<UUID> customer, Optional<String> visitorToken) {}
}
