package io.netia.http.rest;

import io.netia.addresses.service.Proxies;
import io.netia.configuration.service.Settings;
import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import io.netia.logging.service.LogScope;
import io.netia.metrics.rest.RequestTimer;
import io.netia.metrics.rest.RouteClass;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every request that {@code HealthFilter} and {@code ServingFilter} let through passes here before
 * anything reads it: it gets an id, a path that could be read in two ways is refused, plain HTTP is
 * redirected to HTTPS in production, and every answer of the API gets its headers, whoever writes
 * it. A servlet filter, so that refusals of the container carry them too.
 */
public class RequestFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** The only path beside those of the API whose bodies are read. */
  private static final String LONG_POLL = "/socket/longpoll";

  private static final Pattern TYPE =
      Pattern.compile("\\s*[\\w!#$&^.+*-]+/[\\w!#$&^.+*-]+\\s*(;|$)");

  @Inject private transient Settings settings;
  @Inject private transient Proxies proxies;
  @Inject private transient RequestTimer timer;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long began = System.nanoTime();
    LogScope.request(RequestIds.of(request));
    try {
      pass(request, response, chain);
    } finally {
      LogScope.end();
      if (!request.isAsyncStarted()) {
        timer.took(
            RouteClass.of(request.getMethod(), request.getRequestURI()), System.nanoTime() - began);
      }
    }
  }

  private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setAttribute(RequestReader.SERVLET_REQUEST, request);
    response.setHeader("x-request-id", RequestIds.of(request));
    response.setHeader("x-content-type-options", "nosniff");
    String path = request.getRequestURI();
    boolean isApi = path.startsWith("/api/");
    if (isApi) {
      CrossOrigin.allow(request, response);
      response.setHeader("cache-control", "no-store");
    }
    int refusal = refusal(request, path);
    if (refusal != 0) {
      RefusalCounters.count(RefusalReason.REQUEST_LINE);
      UnreadBody.announceEnd(request, response);
      response.sendError(refusal);
      return;
    }
    if (settings.isProduction()
        && Https.redirects(request, response, proxies.trusted(), settings.backendUrl())) {
      UnreadBody.announceEnd(request, response);
    } else if (isApi && CrossOrigin.isPreflight(request)) {
      UnreadBody.announceEnd(request, response);
      CrossOrigin.answerPreflight(response);
    } else if (isApi && !isTypeReadable(request.getContentType())) {
      UnreadBody.announceEnd(request, response);
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    } else {
      if (!isApi && !path.equals(LONG_POLL)) {
        UnreadBody.announceEnd(request, response);
      }
      chain.doFilter(request, response);
    }
  }

  /** The status for a request line that nothing here can mean, else 0. */
  private static int refusal(HttpServletRequest request, String path) {
    // The container takes ;jsessionid=… out of the path before anybody sees it.
    if (!Paths.isPlain(path) || request.isRequestedSessionIdFromURL()) {
      return HttpServletResponse.SC_BAD_REQUEST;
    }
    return METHODS.contains(request.getMethod()) ? 0 : HttpServletResponse.SC_METHOD_NOT_ALLOWED;
  }

  /** JAX-RS refuses a content type that is none before it asks any mapper, with an empty answer. */
  private static boolean isTypeReadable(@Nullable String contentType) {
    return contentType == null || TYPE.matcher(contentType).lookingAt();
  }
}
