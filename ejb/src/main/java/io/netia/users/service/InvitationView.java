package io.netia.users.service;

import java.time.Instant;
import java.util.UUID;

/** An invitation (contract shape UserInvitation); the id is the token. */
public record InvitationView(UUID id, UUID accountId, Instant expiresAt) {}
