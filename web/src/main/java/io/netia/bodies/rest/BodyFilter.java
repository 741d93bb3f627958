package io.netia.bodies.rest;

import io.netia.addresses.service.Proxies;
import io.netia.errors.DomainException;
import io.netia.http.rest.Callers;
import io.netia.http.rest.ReadBody;
import io.netia.identity.service.Sessions;
import io.netia.limits.Budget;
import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import io.netia.live.socket.longpoll.LongPoll;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads bodies before anything else sees the request. One that is here already, as nearly every one
 * is, is taken at once; another is waited for, on few threads and not for long.
 */
public class BodyFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Inject private transient Bodies bodies;
  @Inject private transient Sessions sessions;
  @Inject private transient Proxies proxies;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long announced = request.getContentLengthLong();
    if (announced <= 0 && request.getHeader("transfer-encoding") == null) {
      chain.doFilter(request, response);
      return;
    }
    String encoding = request.getHeader("content-encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      Refusal.write(request, response, 415, RefusalReason.BODY_STRUCTURE);
      return;
    }
    int limit = limit(request, announced);
    if (announced > Budget.Bodies.DISCARDED) {
      bodies.ended(Callers.limitedAddress(request, proxies.trusted()), 413);
      refuse(request, response, chain, 413);
    } else if (announced > 0
        && announced <= limit
        && request.getInputStream().available() >= announced) {
      serve(request, response, chain, request.getInputStream().readNBytes((int) announced));
    } else {
      await(request, response, chain, limit);
    }
  }

  private void await(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, int limit)
      throws IOException, ServletException {
    String address = Callers.limitedAddress(request, proxies.trusted());
    IncomingBody body = bodies.incoming(request, address, limit);
    Optional<Integer> refusal = bodies.arrivals().begin(body);
    if (refusal.isPresent()) {
      bodies.ended(address, refusal.get());
      Refusal.write(request, response, refusal.get(), RefusalReason.BODY_CONCURRENCY);
      return;
    }
    int outcome;
    try {
      outcome = body.readFrom(request.getInputStream());
    } finally {
      bodies.arrivals().end(body);
    }
    bodies.ended(address, outcome);
    if (outcome == IncomingBody.COMPLETE) {
      serve(request, response, chain, body.bytes());
    } else {
      refuse(request, response, chain, outcome);
    }
  }

  private static void refuse(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, int status)
      throws IOException, ServletException {
    if (status == 413 && isLongPoll(request)) {
      // Its clients read a status of their own out of an answer of 200.
      RefusalCounters.count(RefusalReason.BODY_TOO_LARGE);
      request.setAttribute(LongPoll.TOO_LARGE, true);
      response.setHeader("connection", "close");
      chain.doFilter(new ReadRequest(request, new byte[0]), response);
    } else {
      Refusal.write(request, response, status, Refusal.reason(status));
    }
  }

  private static boolean isLongPoll(HttpServletRequest request) {
    return BodyLimit.of(request.getMethod(), request.getRequestURI()) == BodyLimit.LONG_POLL;
  }

  private void serve(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, byte[] body)
      throws IOException, ServletException {
    long memory = BodyMemory.parsed(body.length);
    String address = Callers.limitedAddress(request, proxies.trusted());
    Optional<Integer> refusal = bodies.reserve(address, memory);
    if (refusal.isPresent()) {
      Refusal.write(request, response, refusal.get(), RefusalReason.BODY_MEMORY);
      return;
    }
    try {
      request.setAttribute(ReadBody.ATTRIBUTE, body);
      chain.doFilter(new ReadRequest(request, body), response);
    } finally {
      bodies.releaseAfter(request, address, memory);
    }
  }

  /** A token is looked at only when the body would need it: it costs a signature. */
  private int limit(HttpServletRequest request, long announced) {
    BodyLimit limit = BodyLimit.of(request.getMethod(), request.getRequestURI());
    boolean isEnough = announced >= 0 && announced <= limit.anonymous();
    return isEnough || limit.anonymous() == limit.known() || !isKnown(request, limit)
        ? limit.anonymous()
        : limit.known();
  }

  private boolean isKnown(HttpServletRequest request, BodyLimit limit) {
    if (limit == BodyLimit.LONG_POLL) {
      return LongPoll.isKnown(request.getServletContext(), request.getQueryString());
    }
    Optional<String> token = Callers.token(request);
    try {
      return token.isPresent() && sessions.authenticate(token.get()) != null;
    } catch (DomainException refused) {
      return false;
    }
  }
}
