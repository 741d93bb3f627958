package io.netia.identity.rest;

import io.netia.actors.Agent;
import io.netia.http.rest.CurrentRequest;
import io.netia.identity.service.Sessions;
import io.netia.problems.Failure;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The teammate who calls, once the token was checked. */
@RequestScoped
public class CurrentActor {

  @Inject private Sessions sessions;
  @Inject private CurrentRequest request;

  private @Nullable Agent agent;

  /**
   * The caller.
   *
   * @throws Failure 401 without a valid token
   */
  public Agent agent() {
    if (agent == null) {
      agent =
          sessions.authenticate(
              request.token().orElseThrow(() -> Failure.unauthenticated("Not authenticated")));
    }
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
