package io.netia.identityverification.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account requires of its visitors.
 *
 * @param requireToken a customer's id opens nothing without the token that was issued with it
 * @param verifyIdentity an {@code external_id} counts for nothing without a proof of the account's
 *     own system
 * @param secret what proofs are signed with, or null before one was made
 * @param previousSecret the one before, good until {@code previousUntil}
 */
public record VisitorRules(
    boolean requireToken,
    boolean verifyIdentity,
    @Nullable String secret,
    @Nullable String previousSecret,
    @Nullable Instant previousUntil,
    @Nullable Instant rotatedAt) {

  static final VisitorRules NONE = new VisitorRules(false, false, null, null, null, null);

  /** The secrets that a proof may be signed with now. */
  List<String> secretsAt(Instant now) {
    if (secret == null) {
      return List.of();
    }
    boolean isPreviousGood =
        previousSecret != null && previousUntil != null && now.isBefore(previousUntil);
    return isPreviousGood ? List.of(secret, previousSecret) : List.of(secret);
  }
}
