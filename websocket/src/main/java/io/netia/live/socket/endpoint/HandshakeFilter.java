package io.netia.live.socket.endpoint;

import io.netia.live.socket.connect.Admission;
import io.netia.live.socket.connect.ConnectParameters;
import io.netia.live.socket.connect.Handshake;
import io.netia.live.socket.connect.Handshakes;
import io.netia.metrics.service.ServerErrors;
import io.netia.tenancy.service.DatabaseFailure;
import io.netia.tenancy.service.FailureLog;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Decides about a connect before the protocol changes, while it can still be refused with a status:
 * 400 for what is no WebSocket handshake, 403 for a version that is not served and for a token that
 * is not valid, 429 for an address that has too many already, 503 while the database that knows the
 * tokens is away. Any origin may connect, since the browser library lives on customers' sites;
 * therefore no cookie counts, only the token.
 */
final class HandshakeFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(HandshakeFilter.class.getName());

  private static final int TOO_MANY_REQUESTS = 429;
  private static final String RETRY_SECONDS = "10";

  private final transient Handshakes handshakes;
  private final transient Function<String, Admission.Answer> admission;
  private final transient BiConsumer<String, Supplier<Runnable>> later;

  /**
   * @param admission whether another socket from an address may open
   * @param later does something for an address after a while, if it can
   */
  HandshakeFilter(
      Handshakes handshakes,
      Function<String, Admission.Answer> admission,
      BiConsumer<String, Supplier<Runnable>> later) {
    this.handshakes = handshakes;
    this.admission = admission;
    this.later = later;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!"GET".equals(request.getMethod())
        || !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
        || !isUpgrading(request.getHeaders("Connection"))) {
      refuse(response, HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    String address =
        handshakes.addressOf(request.getRemoteAddr(), request.getHeaders("X-Forwarded-For"));
    // Before the token is looked at, which costs a question to the database.
    Admission.Answer admitted = admission.apply(address);
    if (admitted != Admission.Answer.ADMITTED) {
      response.setHeader("Retry-After", RETRY_SECONDS);
      refuse(
          response,
          admitted == Admission.Answer.ADDRESS_FULL
              ? TOO_MANY_REQUESTS
              : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      if (admitted == Admission.Answer.ADDRESS_FULL && request.isAsyncSupported()) {
        later.accept(address, () -> request.startAsync()::complete);
      }
      return;
    }
    Optional<Handshake> handshake;
    try {
      handshake =
          handshakes.of(
              ConnectParameters.of(
                  request.getQueryString(), request.getHeader("Sec-WebSocket-Protocol")),
              address);
    } catch (RuntimeException failed) {
      FailureLog.report(LOG, () -> "A handshake failed", failed);
      boolean isAway = DatabaseFailure.isAwayBehind(failed);
      int status =
          isAway
              ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
              : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
      ServerErrors.count(status, isAway);
      refuse(response, status);
      return;
    }
    if (handshake.isEmpty()) {
      refuse(response, HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    chain.doFilter(new Admitted(request, handshake.get()), response);
  }

  /** RFC 6455 section 4.2.1; without the header the container would fail at the answer. */
  private static boolean isUpgrading(Enumeration<String> connection) {
    return Collections.list(connection).stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .anyMatch(word -> word.strip().equalsIgnoreCase("upgrade"));
  }

  private static void refuse(HttpServletResponse response, int status) {
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
    response.setHeader("cache-control", "no-store");
    response.setStatus(status);
  }

  /**
   * The request as the container sees it: with our principal, and without parameters, which it
   * would keep, token and all.
   */
  private static final class Admitted extends HttpServletRequestWrapper {

    private final Handshake handshake;

    Admitted(HttpServletRequest request, Handshake handshake) {
      super(request);
      this.handshake = handshake;
    }

    @Override
    public Principal getUserPrincipal() {
      return handshake;
    }

    @Override
    public String getQueryString() {
      return "";
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return Map.of();
    }
  }
}
