package io.netia.users.service;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invitation (API shape UserInvitation); the id is the token.
 *
 * @param userId the administrator who made it; null when it is from before that was kept
 */
public record InvitationView(UUID id, UUID accountId, Instant expiresAt, @Nullable Long userId) {}
