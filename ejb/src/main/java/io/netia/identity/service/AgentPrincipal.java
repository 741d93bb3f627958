package io.netia.identity.service;

import io.netia.identity.service.AccessTokens.Claims;
import io.netia.security.Agent;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The caller as the container knows it: an agent, and the access token that proves it.
 *
 * <p>The claims are those of the token, except for the email address and the groups: they are what
 * the user has now.
 */
public final class AgentPrincipal implements JsonWebToken, Principal {

  private final Agent agent;
  private final Map<String, Object> claims;

  AgentPrincipal(Agent agent, Claims token, String raw) {
    this.agent = agent;
    this.claims =
        Map.of(
            "raw_token", raw,
            "iss", AccessTokens.ISSUER,
            "sub", Long.toString(agent.userId()),
            "upn", agent.email(),
            "groups", Set.of(agent.role().wire()),
            "exp", token.expiresAt().getEpochSecond(),
            "account_id", agent.accountId().toString(),
            "sid", agent.sessionId().toString());
  }

  /** The agent that calls. */
  public Agent agent() {
    return agent;
  }

  /** The email address. */
  @Override
  public String getName() {
    return agent.email();
  }

  @Override
  public Set<String> getClaimNames() {
    return claims.keySet();
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as in the interface
  public <T> @Nullable T getClaim(String name) {
    return (T) claims.get(name);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AgentPrincipal principal && principal.claims.equals(claims);
  }

  @Override
  public int hashCode() {
    return agent.hashCode();
  }

  @Override
  public String toString() {
    return agent.email();
  }
}
