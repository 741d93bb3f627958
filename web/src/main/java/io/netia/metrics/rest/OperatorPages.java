package io.netia.metrics.rest;

import io.netia.metrics.rest.OperatorAccess.Decision;
import io.netia.metrics.service.Metrics;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Stands before {@code /metrics} and {@code /openapi}. The metrics are our own, in the place of the
 * server's, of which nothing is shown; the description of the API is the server's.
 */
public class OperatorPages extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String METRICS = "/metrics";

  @Inject private transient OperatorAccess access;
  @Inject private transient Metrics metrics;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getServletPath();
    String authorization = request.getHeader("authorization");
    boolean isMetrics = path.equals(METRICS) || path.startsWith(METRICS + "/");
    Decision decision =
        isMetrics ? access.metrics(authorization) : access.description(authorization);
    if (decision == Decision.TOKEN_NEEDED) {
      response.setHeader("www-authenticate", "Bearer");
      response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (decision == Decision.CLOSED || (isMetrics && request.getPathInfo() != null)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (isMetrics) {
      response.setContentType(Metrics.CONTENT_TYPE);
      response.setHeader("cache-control", "no-store");
      metrics.write(response.getOutputStream());
    } else {
      chain.doFilter(request, response);
    }
  }
}
