package io.netia.identity.rest;

import io.netia.errors.DomainException;
import io.netia.http.rest.CurrentRequest;
import io.netia.identity.rest.Administrator.Refusal;
import io.netia.identity.service.Sessions;
import io.netia.limits.rest.Limit;
import io.netia.limits.rest.RateLimiter;
import io.netia.security.Agent;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;

/**
 * Lets a caller through to a resource method by its annotation: {@link Public}, {@link
 * Authenticated} or {@link Administrator}. A method without one is closed to everybody.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AuthorizationFilter implements ContainerRequestFilter {

  @Context private ResourceInfo resource;
  @Inject private CurrentActor current;
  @Inject private CurrentRequest caller;
  @Inject private Sessions sessions;
  @Inject private RateLimiter limits;

  @Override
  public void filter(ContainerRequestContext request) {
    Method method = resource.getResourceMethod();
    Public open = method == null ? null : method.getAnnotation(Public.class);
    if (open != null) {
      countForeignToken();
      if (!open.ignoresToken()) {
        current.agentIfAny();
      }
      return;
    }
    Agent agent = current.agent();
    if (method != null && method.isAnnotationPresent(Authenticated.class)) {
      return;
    }
    Administrator rule = method == null ? null : method.getAnnotation(Administrator.class);
    if (rule == null || !agent.isAdmin()) {
      throw rule != null && rule.refusal() == Refusal.FORBIDDEN
          ? DomainException.forbidden("Only administrators can do this")
          : DomainException.unauthorizedRole();
    }
  }

  /** A request with an {@code Authorization} was not counted when it came: {@code RateFilter}. */
  private void countForeignToken() {
    if (caller.isAuthorizing() && caller.token().filter(sessions::isOurs).isEmpty()) {
      limits.acquire(Limit.ANONYMOUS, caller.limitedAddress());
    }
  }
}
