package io.netia.identity.rest;

import io.netia.actors.Agent;
import io.netia.http.rest.CurrentRequest;
import io.netia.identity.service.Sessions;
import io.netia.problems.Failure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The teammate who calls, once the token was checked. */
@ApplicationScoped
public class CurrentActor {

  @Inject private Sessions sessions;
  @Inject private CurrentRequest request;

  /**
   * The caller.
   *
   * @throws Failure 401 without a valid token
   */
  public Agent agent() {
    return request.agent().orElseGet(this::authenticated);
  }

  private Agent authenticated() {
    Agent agent =
        sessions.authenticate(
            request.token().orElseThrow(() -> Failure.unauthenticated("Not authenticated")));
    request.isFrom(agent);
    return agent;
  }

  /**
   * The caller on a public route, if it is a teammate: a bad or old token there is the same as
   * none.
   */
  public Optional<Agent> agentIfAny() {
    try {
      return request.token().isEmpty() ? Optional.empty() : Optional.of(agent());
    } catch (Failure refused) {
      return Optional.empty();
    }
  }
}
