package io.netia.health.rest;

import io.netia.errors.rest.Problem;
import io.netia.http.rest.Answers;
import io.netia.http.rest.CrossOrigin;
import io.netia.http.rest.RequestIds;
import io.netia.http.rest.UnreadBody;
import io.netia.lifecycle.service.Gate;
import io.netia.lifecycle.service.NodeLifecycle;
import io.netia.limits.Budget;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Lets requests in while this node serves, and knows how many are under way. While it starts
 * without its database, and once it stops, everything is answered 503 with the time to come back,
 * and nothing else is done: whoever gets it may send the same request to another node.
 */
public class ServingFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta http-equiv="refresh" content="%1$d">
      <title>Back in a moment</title>
      <p>This server is starting or restarting. This page tries again every %1$d seconds.</p>
      </html>
      """
          .formatted(Budget.Stop.RETRY_SECONDS);

  @Inject private transient NodeLifecycle node;

  private transient Gate gate;

  @Override
  public void init(FilterConfig config) throws ServletException {
    super.init(config);
    gate = node.gate();
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    gate.enter();
    try {
      if (gate.isServing()) {
        chain.doFilter(request, response);
      } else {
        refuse(request, response);
      }
    } finally {
      // One that waits for news has left its thread, and is answered as soon as the node drains.
      gate.leave();
    }
  }

  private static void refuse(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    UnreadBody.announceEnd(request, response);
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setIntHeader("retry-after", Budget.Stop.RETRY_SECONDS);
    response.setHeader("cache-control", "no-store");
    CrossOrigin.allow(request, response);
    boolean isPage =
        request.getMethod().equals("GET")
            && !request.getRequestURI().startsWith("/api/")
            && !request.getRequestURI().startsWith("/socket/");
    if (isPage) {
      response.setContentType("text/html;charset=utf-8");
      response.getOutputStream().write(PAGE.getBytes(StandardCharsets.UTF_8));
    } else {
      response.setContentType(Answers.JSON);
      response.getOutputStream().write(Problem.of(503).body(RequestIds.of(request), false));
    }
  }
}
