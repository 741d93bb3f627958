package io.netia.identity.service;

import io.netia.crypto.service.SecretBox;
import io.netia.limits.Budget;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tokens by which a browser is known again as one that signed in as a user. They open nothing:
 * whoever shows one may try a password while others have to wait, and renew a session once more
 * with a token that it has spent. Signed, and kept nowhere.
 */
@ApplicationScoped
public class DeviceTokens {

  private static final String PURPOSE = "device of a user";
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,19})\\.([\\w-]{43})\\.(\\d{1,12})\\.([\\w-]{43})");

  @Inject private SecretBox box;
  @Inject private Clock clock;

  /** A new token for a device on which the user has just signed in. */
  public String issue(long userId) {
    String content = userId + "." + OpaqueToken.random() + "." + clock.instant().getEpochSecond();
    return content
        + "."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(box.sign(PURPOSE, content));
  }

  /**
   * The device that shows a token, if it is one of this user's and not too old.
   *
   * @return a name of the device, different for each token
   */
  Optional<String> deviceOf(long userId, Optional<String> token) {
    return token
        .map(FORM::matcher)
        .filter(Matcher::matches)
        .filter(parts -> parts.group(1).equals(Long.toString(userId)))
        .filter(this::isYoung)
        .filter(this::isSigned)
        .map(parts -> parts.group(2));
  }

  private boolean isYoung(Matcher parts) {
    Instant issued = Instant.ofEpochSecond(Long.parseLong(parts.group(3)));
    return clock.instant().isBefore(issued.plus(Budget.SignIn.DEVICE_KNOWN));
  }

  private boolean isSigned(Matcher parts) {
    String content = parts.group(1) + "." + parts.group(2) + "." + parts.group(3);
    byte[] signature = Base64.getUrlDecoder().decode(parts.group(4));
    return box.isSigned(PURPOSE, content, signature);
  }
}
