package io.netia.users.service;

import io.netia.users.Invitation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invitation; the id is the token.
 *
 * @param userId the administrator who made it; null when it is from before that was kept
 */
public record InvitationView(UUID id, UUID accountId, Instant expiresAt, @Nullable Long userId) {

  static InvitationView of(Invitation invitation) {
    return new InvitationView(
        invitation.id(),
        invitation.accountId(),
        invitation.expiresAt(),
        invitation.userId().orElse(null));
  }
}
