package io.netia.customers.service;

import io.netia.configuration.service.Settings;
import io.netia.conversations.service.CustomerView;
import io.netia.conversations.service.OnceKeys;
import io.netia.customers.CustomerFields;
import io.netia.input.Input;
import io.netia.problems.Failure;
import io.netia.problems.Invalid;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Customers as widgets know them: made, described and recognised without a login. */
@Stateless
public class Visitors {

  private static final String ONCE_SCOPE = "customer";
  private static final int ADDRESS_MAX = 255;

  @Inject private CustomerStore store;
  @Inject private CustomerEvents events;
  @Inject private OnceKeys onceKeys;
  @Inject private Settings settings;
  @Inject private Clock clock;

  /**
   * Makes a customer.
   *
   * @param clientIp stored only where the installation collects addresses
   * @param onceKey a repeat with the same key answers with the customer of the first request
   * @throws Invalid field errors, among them an account that does not exist
   */
  public CustomerView create(
      UUID account, Input fields, String clientIp, Optional<String> onceKey) {
    CustomerFields described = CustomerFields.ofCustomer(fields);
    fields.check();
    UUID id = UUID.randomUUID();
    if (onceKey.isPresent()) {
      if (!store.accountExists(account)) {
        throw Invalid.field("account_id", "does not exist");
      }
      Optional<UUID> earlier = onceKeys.claim(account, ONCE_SCOPE, onceKey.get(), id);
      if (earlier.isPresent()) {
        return store
            .find(account, earlier.get(), Set.of())
            .orElseThrow(Failure::notFound)
            .customer();
      }
    }
    Instant now = clock.instant();
    Map<String, @Nullable Object> values = new LinkedHashMap<>(described.values());
    values.putIfAbsent("first_seen", now.atOffset(ZoneOffset.UTC).toLocalDate());
    values.putIfAbsent("last_seen_at", now);
    values.put("ip", ip(clientIp));
    return store.add(account, id, values);
  }

  /**
   * Describes a customer anew and notes that he or she was here.
   *
   * @param claimedAccount when the page says whose customer this is, nobody else's is touched
   * @throws Invalid field errors
   */
  public CustomerFull describe(
      UUID id, Optional<UUID> claimedAccount, Input fields, String clientIp) {
    CustomerFields description = CustomerFields.ofMetadata(fields);
    fields.check();
    UUID account =
        store
            .accountOf(id)
            .filter(owner -> isClaimed(owner, claimedAccount))
            .orElseThrow(Failure::notFound);
    Instant now = clock.instant();
    Map<String, @Nullable Object> values = new LinkedHashMap<>(description.values());
    values.put("last_seen_at", now);
    values.put("ip", ip(clientIp));
    CustomerFull described =
        store
            .update(account, id, values, now, Expansion.named(List.of("company", "tags")))
            .orElseThrow(Failure::notFound);
    events.changed(account, described.customer());
    return described;
  }

  private @Nullable String ip(String clientIp) {
    return settings.isIpCollected() && clientIp.length() <= ADDRESS_MAX ? clientIp : null;
  }

  /** Whether there is such a customer, of that account if one is named. */
  public boolean exists(UUID id, Optional<UUID> account) {
    return store.accountOf(id).filter(owner -> isClaimed(owner, account)).isPresent();
  }

  private static boolean isClaimed(UUID owner, Optional<UUID> claimed) {
    return claimed.isEmpty() || claimed.get().equals(owner);
  }

  /**
   * Recognises a customer by the id that the page's own system has for him or her, exactly.
   *
   * @throws Failure not found for an account that does not exist
   */
  public Optional<UUID> identify(
      UUID account, String externalId, Optional<String> email, Optional<String> host) {
    if (!store.accountExists(account)) {
      throw Failure.notFound();
    }
    return store.identified(account, externalId, email, host);
  }
}
