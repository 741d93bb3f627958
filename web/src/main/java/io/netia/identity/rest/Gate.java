package io.netia.identity.rest;

import io.netia.problems.Failure;
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
 * Lets a caller through to a resource method that says who may call it: {@link Public}, {@link
 * Authenticated} or {@link Administrator}. A method that says nothing is closed to everybody.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class Gate implements ContainerRequestFilter {

  @Context private ResourceInfo resource;
  @Inject private CurrentActor current;

  @Override
  public void filter(ContainerRequestContext request) {
    Method method = resource.getResourceMethod();
    if (method != null && method.isAnnotationPresent(Public.class)) {
      return;
    }
    boolean isAdmin = current.agent().isAdmin();
    boolean admitted =
        method != null
            && (method.isAnnotationPresent(Authenticated.class)
                || (isAdmin && method.isAnnotationPresent(Administrator.class)));
    if (!admitted) {
      throw Failure.unauthorizedRole();
    }
  }
}
