package io.netia.conversations.service;

import io.netia.input.Input;
import io.netia.problems.Failure;
import io.netia.secrets.service.SecretBox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Links to one conversation for anyone who has them, for 24 hours. A token names the conversation
 * and its account and is signed.
 */
@ApplicationScoped
class ShareTokens {

  private static final Duration LIFETIME = Duration.ofHours(24);
  private static final String PURPOSE = "share link";
  private static final int MAX_LENGTH = 512;

  @Inject private SecretBox box;
  @Inject private Clock clock;

  String issue(UUID account, UUID conversation) {
    String claim =
        account + "." + conversation + "." + clock.instant().plus(LIFETIME).getEpochSecond();
    return encode(claim.getBytes(StandardCharsets.US_ASCII))
        + "."
        + encode(box.sign(PURPOSE, claim));
  }

  /**
   * The account of a token for this conversation.
   *
   * @throws Failure 403, when the token is not ours, for another conversation, or expired
   */
  UUID account(UUID conversation, String token) {
    String[] parts = token.split("\\.", 2);
    if (token.length() > MAX_LENGTH || parts.length != 2) {
      throw Failure.forbidden("The link is not valid");
    }
    try {
      String claim = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.US_ASCII);
      boolean signed =
          MessageDigest.isEqual(box.sign(PURPOSE, claim), Base64.getUrlDecoder().decode(parts[1]));
      String[] fields = claim.split("\\.");
      if (!signed || fields.length != 3 || !fields[1].equals(conversation.toString())) {
        throw Failure.forbidden("The link is not valid");
      }
      if (Instant.ofEpochSecond(Long.parseLong(fields[2])).isBefore(clock.instant())) {
        throw Failure.forbidden("The link has expired");
      }
      return Input.uuidOf(fields[0]).orElseThrow(() -> Failure.forbidden("The link is not valid"));
    } catch (IllegalArgumentException notBase64) {
      throw Failure.forbidden("The link is not valid");
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
