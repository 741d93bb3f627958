package io.netia.identityverification.service;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an account requires of its visitors, for its administrators.
 *
 * @param secret only in the answer that made it; nobody is shown it again
 * @param tokenSecret the same for the secret that tokens are signed with
 * @param secretEnd its last four characters, to tell secrets apart
 * @param previousValidUntil until when the secret before is good, null when it is not any more
 */
public record VisitorRulesView(
    @Schema(enumeration = "visitor_identity") String object,
    boolean requireToken,
    boolean verifyIdentity,
    @Nullable String secret,
    @Nullable String tokenSecret,
    @Nullable String secretEnd,
    @Nullable Instant rotatedAt,
    @Nullable Instant previousValidUntil) {

  private static final int END = 4;

  static VisitorRulesView of(VisitorRules rules, Instant now, boolean showsSecret) {
    String secret = rules.secret();
    return new VisitorRulesView(
        "visitor_identity",
        rules.requireToken(),
        rules.verifyIdentity(),
        showsSecret ? secret : null,
        showsSecret && secret != null ? new IdentitySecret(secret).forTokens() : null,
        secret == null ? null : secret.substring(secret.length() - END),
        rules.rotatedAt(),
        rules.secretsAt(now).size() > 1 ? rules.previousUntil() : null);
  }
}
