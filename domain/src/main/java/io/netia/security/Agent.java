package io.netia.security;

import java.util.UUID;

/**
 * A teammate who signed in.
 *
 * @param sessionId the session the credential belongs to; revoking it ends every use of the
 *     credential
 */
public record Agent(UUID accountId, long userId, String email, Role role, UUID sessionId)
    implements Actor {

  /** Whether the caller may administer the account. */
  public boolean isAdmin() {
    return role == Role.ADMIN;
  }
}
