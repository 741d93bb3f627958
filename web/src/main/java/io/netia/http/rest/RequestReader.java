package io.netia.http.rest;

import io.netia.problems.Failure;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads the request before a resource method is looked for: limits, parameters, and the method that
 * is really meant ({@code PATCH} is served as {@code PUT}; a form may name its method in {@code
 * _method}).
 */
@Provider
@PreMatching
public class RequestReader implements ContainerRequestFilter {

  private static final Set<String> OVERRIDES = Set.of("PUT", "PATCH", "DELETE");

  /**
   * Where {@link Edge} leaves the servlet's request. Injected, it would be a proxy that looks
   * itself up with every call, which showed in the profile of every request.
   */
  static final String SERVLET_REQUEST = RequestReader.class.getName() + ".servlet";

  @Inject private CurrentRequest current;

  @Override
  public void filter(ContainerRequestContext request) {
    HttpServletRequest servlet = (HttpServletRequest) request.getProperty(SERVLET_REQUEST);
    RequestLine line = RequestLine.of(servlet);
    current.read(line, Parameters.of(null, Map.of()));
    List<String> accept = request.getHeaders().get("accept");
    if (accept != null && !Accepts.json(accept)) {
      throw new NotAcceptableException();
    }
    Map<String, Object> body = Body.fields(body(request, servlet), servlet.getContentType());
    current.read(line, Parameters.of(servlet.getQueryString(), body));
    String method = request.getMethod();
    if (method.equals("POST") && body.get("_method") instanceof String wanted) {
      method =
          OVERRIDES.contains(wanted.toUpperCase(Locale.ROOT))
              ? wanted.toUpperCase(Locale.ROOT)
              : method;
    }
    request.setMethod(method.equals("PATCH") ? "PUT" : method);
  }

  /**
   * A body that stops before its end is the sender's, who has mostly gone away; not worth an alarm.
   */
  private static byte[] body(ContainerRequestContext request, HttpServletRequest servlet) {
    try {
      return Body.read(request.getEntityStream(), servlet.getContentLengthLong());
    } catch (IOException broken) {
      throw Failure.badRequest("The body ended too early");
    }
  }
}
