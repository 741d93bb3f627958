package io.netia.limits.rest;

import io.netia.addresses.service.Proxies;
import io.netia.errors.rest.Problem;
import io.netia.http.rest.Answers;
import io.netia.http.rest.Callers;
import io.netia.http.rest.RequestIds;
import io.netia.http.rest.UnreadBody;
import io.netia.limits.service.DelayedRefusals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;

/**
 * The answer to a request too many: 429 with the time to wait, after a delay that holds no thread.
 */
@ApplicationScoped
public class RateRefusals {

  private static final Logger LOG = System.getLogger(RateRefusals.class.getName());
  private static final int TOO_MANY_REQUESTS = 429;

  @Inject private Proxies proxies;
  @Inject private DelayedRefusals delayed;

  /**
   * Answers the request.
   *
   * @param seconds when another try makes sense
   * @throws IOException when the client is gone
   */
  public void send(HttpServletRequest request, HttpServletResponse response, long seconds)
      throws IOException {
    response.setStatus(TOO_MANY_REQUESTS);
    response.setHeader("retry-after", Long.toString(seconds));
    UnreadBody.announceEnd(request, response);
    response.setContentType(Answers.JSON);
    byte[] body =
        new Problem(
                TOO_MANY_REQUESTS,
                "rate_limited",
                "Too many requests",
                Map.of(),
                Map.of("retry_after", seconds))
            .body(RequestIds.of(request), false);
    response.setContentLength(body.length);
    boolean isLater =
        request.isAsyncSupported()
            && delayed.later(
                Callers.limitedAddress(request, proxies.trusted()),
                () -> answer(request.startAsync(), response, body));
    if (!isLater) {
      response.getOutputStream().write(body);
    }
  }

  private static Runnable answer(AsyncContext async, HttpServletResponse response, byte[] body) {
    return () -> {
      try {
        response.getOutputStream().write(body);
      } catch (IOException gone) {
        LOG.log(Level.DEBUG, "Whoever was refused has gone", gone);
      } finally {
        async.complete();
      }
    };
  }
}
