package io.netia.http.rest;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
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
   * Where {@link RequestFilter} leaves the servlet's request. Injected, it would be a proxy that
   * looks itself up with every call, which showed in the profile of every request.
   */
  static final String SERVLET_REQUEST = RequestReader.class.getName() + ".servlet";

  @Inject private CurrentRequest current;

  @Override
  public void filter(ContainerRequestContext request) {
    HttpServletRequest servlet = (HttpServletRequest) request.getProperty(SERVLET_REQUEST);
    RequestHeaders line = RequestHeaders.of(servlet);
    current.read(line, Parameters.of(null, Map.of()), 0);
    List<String> accept = request.getHeaders().get("accept");
    if (accept != null && !Accepts.json(accept)) {
      throw new NotAcceptableException();
    }
    byte[] bytes = ReadBody.of(servlet);
    Map<String, Object> body = Body.fields(bytes, servlet.getContentType());
    String query = servlet.getQueryString();
    int length = bytes.length + (query == null ? 0 : query.length());
    current.read(line, Parameters.of(query, body), length);
    String method = request.getMethod();
    if (method.equals("POST") && body.get("_method") instanceof String wanted) {
      method =
          OVERRIDES.contains(wanted.toUpperCase(Locale.ROOT))
              ? wanted.toUpperCase(Locale.ROOT)
              : method;
    }
    request.setMethod(method.equals("PATCH") ? "PUT" : method);
  }
}
