package io.netia.identity.rest;

import io.netia.errors.DomainException;
import io.netia.http.rest.CurrentRequest;
import io.netia.identity.service.Sessions;
import io.netia.security.Agent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;

/** The teammate who calls, once the token was checked. */
@ApplicationScoped
public class CurrentActor {

  @Inject private Sessions sessions;
  @Inject private CurrentRequest request;

  /**
   * The caller.
   *
   * @throws DomainException 401 without a valid token
   */
  public Agent agent() {
    return request.agent().orElseGet(this::authenticated);
  }

  private Agent authenticated() {
    Agent agent =
        sessions.authenticate(
            request
                .token()
                .orElseThrow(() -> DomainException.unauthenticated("Not authenticated")));
    request.isFrom(agent);
    return agent;
  }

  /**
   * The caller, each time with a look at whether the token still holds; for answers that come
   * later, also on other threads.
   */
  public Supplier<Agent> anew() {
    String token =
        request.token().orElseThrow(() -> DomainException.unauthenticated("Not authenticated"));
    Sessions all = sessions;
    return () -> all.authenticate(token);
  }

  /**
   * The caller on a public route, if it is a teammate. A token that this installation never made is
   * the same as none, since widgets send what they find; one that it made and that is over is
   * refused, so that nobody who was a teammate a moment ago writes as a visitor.
   *
   * @throws DomainException 401 for a token that is expired, or whose session or user has ended
   */
  public Optional<Agent> agentIfAny() {
    if (request.agent().isPresent()) {
      return request.agent();
    }
    boolean isOurs = request.token().filter(sessions::isOurs).isPresent();
    return isOurs ? Optional.of(agent()) : Optional.empty();
  }
}
