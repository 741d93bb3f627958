package io.netia.identity.service;

import io.netia.crypto.service.SecretBox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Renew tokens name their session and are signed, so that every token that a session ever had is
 * known for what it is, also long after it was spent. Each one's successor follows from it, so that
 * a renewal whose answer was lost can be answered once more.
 */
@ApplicationScoped
public class RenewTokens {

  private static final String SIGNATURE = "renew token";
  private static final String SUCCESSOR = "successor of a renew token";
  private static final int SECRET_BYTES = 32;
  private static final int SIGNED_BYTES = 4 * Long.BYTES + SECRET_BYTES;
  private static final int SIGNATURE_BYTES = 32;
  private static final int LENGTH = (SIGNED_BYTES + SIGNATURE_BYTES) * 4 / 3;

  @Inject private SecretBox box;

  /** The first token of a session. */
  String first(UUID accountId, UUID session) {
    return token(accountId, session, Base64.getUrlDecoder().decode(OpaqueToken.random()));
  }

  /** The token that follows a spent one: always the same, and nobody else can know it. */
  String successor(String spent, UUID accountId, UUID session) {
    return token(accountId, session, box.sign(SUCCESSOR, spent));
  }

  /**
   * The token with a given hash that followed a spent one, at most so many renewals later.
   *
   * @param currentHash as {@link OpaqueToken#hash} makes it
   */
  Optional<String> follower(String spent, Place place, String currentHash, int renewals) {
    String token = spent;
    for (int i = 0; i < renewals; i++) {
      token = successor(token, place.accountId(), place.sessionId());
      if (OpaqueToken.hash(token).equals(currentHash)) {
        return Optional.of(token);
      }
    }
    return Optional.empty();
  }

  private String token(UUID accountId, UUID session, byte[] secret) {
    ByteBuffer signed = ByteBuffer.allocate(SIGNED_BYTES);
    put(signed, accountId);
    put(signed, session);
    signed.put(secret);
    byte[] signature = box.sign(SIGNATURE, encoded(signed.array()));
    return encoded(
        ByteBuffer.allocate(SIGNED_BYTES + SIGNATURE_BYTES)
            .put(signed.array())
            .put(signature)
            .array());
  }

  /** The session that a token was made for, if it was made here. */
  Optional<Place> placeOf(String token) {
    if (token.length() != LENGTH) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
    String signed = encoded(Arrays.copyOf(bytes, SIGNED_BYTES));
    if (!box.isSigned(SIGNATURE, signed, Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length))) {
      return Optional.empty();
    }
    ByteBuffer content = ByteBuffer.wrap(bytes);
    return Optional.of(new Place(id(content), id(content)));
  }

  private static void put(ByteBuffer buffer, UUID id) {
    buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static UUID id(ByteBuffer buffer) {
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A session and its account. */
  record Place(UUID accountId, UUID sessionId) {}
}
