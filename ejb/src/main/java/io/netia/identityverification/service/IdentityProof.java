package io.netia.identityverification.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.netia.json.service.Json;
import io.netia.limits.Budget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A proof by an account's own system of one of its users: either the HMAC-SHA256 of the user's
 * {@code external_id} in hexadecimal, or a JSON Web Token (HS256) whose {@code external_id} or
 * {@code sub} is the same and which has not expired. Times in it are whole seconds, and its end is
 * not far away.
 */
final class IdentityProof {

  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

  /** Clocks differ. */
  private static final Duration LEEWAY = Duration.ofSeconds(60);

  private IdentityProof() {}

  /** Whether the proof was made with the secret, for this user, and is still good. */
  static boolean isGood(
      String proof, String externalId, Optional<String> email, IdentitySecret secret, Instant now) {
    if (HASH.matcher(proof).matches()) {
      byte[] sent = HexFormat.of().parseHex(proof.toLowerCase(Locale.ROOT));
      return MessageDigest.isEqual(sent, secret.ofId(externalId));
    }
    return isGoodToken(proof, externalId, email, secret, now);
  }

  private static boolean isGoodToken(
      String token, String externalId, Optional<String> email, IdentitySecret secret, Instant now) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || token.length() > Budget.Proofs.TOKEN_CHARACTERS) {
      return false;
    }
    try {
      JsonNode header = decoded(parts[0]);
      byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
      // The algorithm is ours and not the token's to choose; "none" and all others are refused.
      // What it calls critical has to be understood by whoever trusts it (RFC 7515), and nothing
      // is.
      if (!header.path("alg").asText().equals("HS256")
          || header.has("crit")
          || !MessageDigest.isEqual(signature, secret.ofToken(parts[0] + "." + parts[1]))) {
        return false;
      }
      return proves(decoded(parts[1]), externalId, email, now);
    } catch (IllegalArgumentException | IOException notAToken) {
      return false;
    }
  }

  private static boolean proves(
      JsonNode claims, String externalId, Optional<String> email, Instant now) {
    JsonNode subject = claims.has("external_id") ? claims.path("external_id") : claims.path("sub");
    boolean isTimely =
        isBetween(now.minus(LEEWAY), claims.path("exp"), now.plus(Budget.Proofs.LONGEST))
            && (!claims.has("nbf")
                || isBetween(Instant.EPOCH, claims.path("nbf"), now.plus(LEEWAY)));
    boolean isSameEmail =
        !claims.has("email")
            || email.isEmpty()
            || email.get().equalsIgnoreCase(claims.path("email").asText());
    return subject.isValueNode() && subject.asText().equals(externalId) && isTimely && isSameEmail;
  }

  private static boolean isBetween(Instant first, JsonNode seconds, Instant last) {
    return seconds.isIntegralNumber()
        && seconds.canConvertToLong()
        && seconds.longValue() > first.getEpochSecond()
        && seconds.longValue() <= last.getEpochSecond();
  }

  private static JsonNode decoded(String part) throws JsonProcessingException {
    return Json.mapper()
        .readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }
}
