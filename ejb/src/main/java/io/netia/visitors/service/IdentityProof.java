package io.netia.visitors.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.netia.wire.service.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an account's own system says about a user of its: either the HMAC-SHA256 of the user's
 * {@code external_id} in hexadecimal, or a JSON Web Token (HS256) whose {@code external_id} or
 * {@code sub} is the same and which has not expired.
 */
final class IdentityProof {

  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");
  private static final int TOKEN_MAX = 4096;

  /** Clocks differ. */
  private static final Duration LEEWAY = Duration.ofSeconds(60);

  private IdentityProof() {}

  /** Whether the proof was made with the secret, for this user, and is still good. */
  static boolean isGood(
      String proof, String externalId, Optional<String> email, String secret, Instant now) {
    if (HASH.matcher(proof).matches()) {
      byte[] said = HexFormat.of().parseHex(proof.toLowerCase(Locale.ROOT));
      return MessageDigest.isEqual(said, hmac(secret, externalId));
    }
    return isGoodToken(proof, externalId, email, secret, now);
  }

  private static boolean isGoodToken(
      String token, String externalId, Optional<String> email, String secret, Instant now) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || token.length() > TOKEN_MAX) {
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
          || !MessageDigest.isEqual(signature, hmac(secret, parts[0] + "." + parts[1]))) {
        return false;
      }
      return says(decoded(parts[1]), externalId, email, now);
    } catch (IllegalArgumentException | IOException notAToken) {
      return false;
    }
  }

  private static boolean says(
      JsonNode claims, String externalId, Optional<String> email, Instant now) {
    JsonNode subject = claims.has("external_id") ? claims.path("external_id") : claims.path("sub");
    // What is no time compares with nothing, and a number beyond all times does not wrap around.
    double end = claims.path("exp").asDouble(Double.NaN);
    double begin = claims.path("nbf").asDouble(Double.NaN);
    boolean isTimely =
        end > now.minus(LEEWAY).getEpochSecond()
            && (!claims.has("nbf") || begin <= now.plus(LEEWAY).getEpochSecond());
    boolean isSameEmail =
        !claims.has("email")
            || email.isEmpty()
            || email.get().equalsIgnoreCase(claims.path("email").asText());
    return subject.isValueNode() && subject.asText().equals(externalId) && isTimely && isSameEmail;
  }

  private static JsonNode decoded(String part) throws JsonProcessingException {
    return Json.mapper()
        .readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }

  private static byte[] hmac(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", impossible);
    }
  }
}
