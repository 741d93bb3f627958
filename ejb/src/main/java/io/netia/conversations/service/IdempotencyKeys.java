package io.netia.conversations.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.netia.conversations.service.IdempotencyKeyStore.Claimed;
import io.netia.crypto.Sha256;
import io.netia.errors.ValidationException;
import io.netia.json.service.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/**
 * Requests made under an Idempotency-Key: the first one claims the key, a repeat learns what it
 * made.
 */
@ApplicationScoped
public class IdempotencyKeys {

  private static final ObjectWriter CANONICAL =
      Json.mapper().writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  @Inject private IdempotencyKeyStore store;

  /**
   * Claims a key for a resource about to be made. Two at once: the second waits for the first one's
   * transaction to end.
   *
   * @param route what is made; keys of one caller for different routes are apart
   * @param content the content of the request
   * @return empty when the key is now ours; else the resource that it stands for already
   * @throws ValidationException when the key stands for another content
   */
  public Optional<UUID> claim(
      UUID account, String route, IdempotencyKey key, Object content, UUID resource) {
    String fingerprint = fingerprint(content);
    Claimed claimed = store.claim(account, route, key.digest(), resource, fingerprint);
    if (claimed.resource().equals(resource)) {
      return Optional.empty();
    }
    if (!claimed.fingerprint().equals(fingerprint)) {
      throw ValidationException.rule("The Idempotency-Key was used for another request");
    }
    return Optional.of(claimed.resource());
  }

  /** The same for the same fields, in whatever order they come. */
  private static String fingerprint(Object content) {
    try {
      return Sha256.hex(CANONICAL.writeValueAsString(content));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("What was read as JSON can be written", impossible);
    }
  }
}
