package io.netia.identity.rest;

import io.netia.errors.DomainException;
import io.netia.http.rest.CurrentRequest;
import io.netia.identity.rest.Administrator.Refusal;
import io.netia.identity.service.AgentPrincipal;
import io.netia.identity.service.Sessions;
import io.netia.limits.rest.Limit;
import io.netia.limits.rest.RateLimiter;
import io.netia.security.Agent;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.lang.reflect.Method;

/**
 * Lets a caller through to a resource method by its annotation: {@link Public}, {@link
 * Authenticated} or {@link Administrator}. A method without one is closed to everybody.
 *
 * <p>The standard annotations are on use cases. On resource methods of an EAR, Payara puts a filter
 * of its own behind them that searches for the classes of other servers in every request.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AuthorizationFilter implements ContainerRequestFilter {

  @Context private ResourceInfo resource;
  @Context private HttpServletRequest http;
  @Context private HttpServletResponse answer;
  @Inject private CurrentRequest current;
  @Inject private Sessions sessions;
  @Inject private RateLimiter limits;

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    Method method = resource.getResourceMethod();
    Public open = method == null ? null : method.getAnnotation(Public.class);
    if (open != null) {
      boolean isOurs = current.token().filter(sessions::isOurs).isPresent();
      countForeignToken(isOurs);
      if (isOurs && !open.ignoresToken()) {
        authenticate();
      }
      return;
    }
    Agent agent = authenticate();
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

  /** By {@link AccessTokenModule}. */
  private Agent authenticate() throws IOException {
    try {
      if (!http.authenticate(answer)) {
        throw http.getAttribute(AccessTokenModule.REFUSAL) instanceof DomainException refusal
            ? refusal
            : new IllegalStateException("The container refused a caller for a reason of its own");
      }
    } catch (ServletException failed) {
      throw new IllegalStateException("The container did not ask who calls", failed);
    }
    Agent agent = ((AgentPrincipal) http.getUserPrincipal()).agent();
    current.isFrom(agent);
    return agent;
  }

  /** A request with an {@code Authorization} was not counted when it came: {@code RateFilter}. */
  private void countForeignToken(boolean isOurs) {
    if (current.isAuthorizing() && !isOurs) {
      limits.acquire(Limit.ANONYMOUS, current.limitedAddress());
    }
  }
}
