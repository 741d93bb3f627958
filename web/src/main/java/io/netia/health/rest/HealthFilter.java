package io.netia.health.rest;

import io.netia.http.rest.UnreadBody;
import io.netia.json.service.Json;
import io.netia.lifecycle.service.DatabaseProbe;
import io.netia.lifecycle.service.Gate;
import io.netia.lifecycle.service.NodeLifecycle;
import io.netia.lifecycle.service.Phase;
import io.netia.limits.Budget;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers {@code /health}, {@code /health/ready}, {@code /health/live} and {@code /health/started}
 * in the form of MicroProfile Health. Only {@code HangUps}, which refuses nothing, comes before: a
 * probe comes over plain HTTP, by an address, and must neither be redirected nor wait for anything
 * that hangs.
 *
 * <p>Ready means that a request would be served: the node is neither starting nor stopping, the
 * REST application answers, and so does the database, within two seconds. Alive means only that
 * this class still runs; no restart brings a database back.
 */
public class HealthFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final Set<String> PATHS =
      Set.of("/health", "/health/ready", "/health/live", "/health/started");
  private static final List<String> METHODS = List.of("GET", "HEAD");

  @Inject private transient NodeLifecycle node;
  @Inject private transient DatabaseProbe database;
  @Inject private transient FirstRequest firstRequest;

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
    String path = request.getRequestURI();
    if (!PATHS.contains(path)) {
      beside(path, request, response, chain);
      return;
    }
    UnreadBody.announceEnd(request, response);
    if (!METHODS.contains(request.getMethod())) {
      response.setHeader("allow", String.join(", ", METHODS));
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      return;
    }
    Map<String, Boolean> checks = new LinkedHashMap<>();
    switch (path) {
      case "/health/live" -> checks.put("server", true);
      case "/health/started" -> checks.put("node", gate.phase() != Phase.STARTING);
      default -> ready(request, checks);
    }
    write(checks, response);
  }

  /** Below these paths the server would answer by itself, and always that it is up. */
  private static void beside(
      String path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (path.startsWith("/health/")) {
      UnreadBody.announceEnd(request, response);
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void ready(HttpServletRequest request, Map<String, Boolean> checks) {
    boolean isServing = gate.phase() == Phase.SERVING && firstRequest.isServed(request);
    checks.put("node", isServing);
    checks.put("database", isServing && database.answers());
  }

  private static void write(Map<String, Boolean> checks, HttpServletResponse response)
      throws IOException {
    boolean isUp = checks.values().stream().allMatch(Boolean::booleanValue);
    List<Map<String, String>> each =
        checks.entrySet().stream()
            .map(check -> named(check.getKey(), word(check.getValue())))
            .toList();
    response.setStatus(
        isUp ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    if (!isUp) {
      response.setIntHeader("retry-after", Budget.Stop.RETRY_SECONDS);
    }
    response.setContentType("application/json");
    response.setHeader("cache-control", "no-store");
    response.setHeader("x-content-type-options", "nosniff");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", word(isUp));
    body.put("checks", each);
    response.getOutputStream().write(Json.bytes(body));
  }

  private static Map<String, String> named(String name, String status) {
    Map<String, String> check = new LinkedHashMap<>();
    check.put("name", name);
    check.put("status", status);
    return check;
  }

  private static String word(boolean isUp) {
    return isUp ? "UP" : "DOWN";
  }
}
