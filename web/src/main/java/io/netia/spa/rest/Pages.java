package io.netia.spa.rest;

import io.netia.addresses.service.Proxies;
import io.netia.http.rest.Callers;
import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import io.netia.limits.rest.Limit;
import io.netia.limits.rest.RateLimiter;
import io.netia.limits.rest.RateRefusals;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Serves pages: a path that names no file is a place inside the dashboard, so that its links can be
 * opened and reloaded; {@code /chat} is the widget. What belongs to the API, the sockets or the
 * server's own end points passes through. One address gets so many in a minute.
 */
public class Pages extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final String DASHBOARD = "/index.html";
  private static final Set<String> HOLD_FILES_ONLY = Set.of("assets", "chat");
  private static final Set<String> NOT_PAGES =
      Set.of("api", "socket", "health", "metrics", "openapi", ".problem");

  private static final String SOCKET = "socket";
  private static final Set<String> SOCKETS = Set.of("/socket/websocket", "/socket/longpoll");

  /** What files answer; of other methods the container knows some and fails at others. */
  private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");

  @Inject private transient RateLimiter limits;
  @Inject private transient RateRefusals refusals;
  @Inject private transient Proxies proxies;

  private final transient Set<String> files = new HashSet<>();

  @Override
  public void init(FilterConfig config) throws ServletException {
    super.init(config);
    collect("/");
  }

  private void collect(String folder) {
    Set<String> paths = getServletContext().getResourcePaths(folder);
    for (String path : paths == null ? Set.<String>of() : paths) {
      if (path.startsWith("/WEB-INF/") || path.startsWith("/META-INF/")) {
        continue;
      }
      if (path.endsWith("/")) {
        collect(path);
      } else {
        files.add(path);
      }
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getRequestURI();
    if (firstSegment(path).equals(SOCKET) && !SOCKETS.contains(path)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (NOT_PAGES.contains(firstSegment(path))) {
      chain.doFilter(request, response);
    } else {
      String address = Callers.limitedAddress(request, proxies.trusted());
      long seconds = limits.tryAcquire(Limit.PAGE, address);
      if (seconds == 0) {
        serve(path, request, response, chain);
      } else {
        RefusalCounters.count(RefusalReason.RATE);
        refusals.send(request, response, seconds);
      }
    }
  }

  private void serve(
      String path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isFile(path) && !METHODS.contains(request.getMethod())) {
      response.setHeader("allow", String.join(", ", METHODS));
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    } else if (isChat(path)) {
      PageHeaders.chat(response);
      chain.doFilter(new Unconditional(request), response);
    } else if (files.contains(path) && !path.equals(DASHBOARD)) {
      PageHeaders.file(path, response);
      chain.doFilter(
          PageHeaders.isHashed(path) ? new OneRange(request) : new Unconditional(request),
          response);
    } else if (HOLD_FILES_ONLY.contains(firstSegment(path))) {
      // A page in the place of a script of the release before would only fail later, and further
      // away.
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
      PageHeaders.dashboard(response);
      dashboard(new Unconditional(request), response);
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private boolean isFile(String path) {
    return isChat(path) || (files.contains(path) && !path.equals(DASHBOARD));
  }

  private static boolean isChat(String path) {
    return path.equals("/chat") || path.equals("/chat/") || path.equals(ChatPage.FILE);
  }

  private void dashboard(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (files.contains(DASHBOARD)) {
      request.getRequestDispatcher(DASHBOARD).forward(request, response);
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static String firstSegment(String path) {
    int end = path.indexOf('/', 1);
    return end < 0 ? path.substring(Math.min(1, path.length())) : path.substring(1, end);
  }
}
