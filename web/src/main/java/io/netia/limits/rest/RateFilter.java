package io.netia.limits.rest;

import io.netia.addresses.service.Proxies;
import io.netia.http.rest.Callers;
import io.netia.identity.service.Passwords;
import io.netia.identity.service.Sessions;
import io.netia.limits.Budget;
import io.netia.limits.LimitSetting;
import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import io.netia.limits.service.LimitSettings;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Refuses the requests of an address that makes too many without a valid token, or too many at the
 * same time, before their bodies are read.
 */
public class RateFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Inject private transient RateLimiter limits;
  @Inject private transient Proxies proxies;
  @Inject private transient Sessions sessions;
  @Inject private transient Passwords passwords;
  @Inject private transient RateRefusals refusals;
  @Inject private transient LimitSettings settings;

  private transient RateRules rules;
  private transient RequestsInFlight inFlight;

  @Override
  public void init(FilterConfig config) throws ServletException {
    super.init(config);
    inFlight =
        new RequestsInFlight(
            settings.of(LimitSetting.REQUESTS_PER_ADDRESS), Budget.Requests.IN_FLIGHT_WAIT);
    rules = new RateRules(limits, sessions::isOurs, passwords::hasRoomFor);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String address = Callers.limitedAddress(request, proxies.trusted());
    long seconds = rules.secondsToWait(request, address);
    if (seconds == 0) {
      serve(request, response, chain, address);
    } else {
      refusals.send(request, response, seconds);
    }
  }

  private void serve(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain, String address)
      throws IOException, ServletException {
    if (!inFlight.enter(address)) {
      RefusalCounters.count(RefusalReason.IN_FLIGHT);
      refusals.send(request, response, Budget.Requests.IN_FLIGHT_RETRY.toSeconds());
      return;
    }
    try {
      chain.doFilter(request, response);
    } finally {
      inFlight.leave(address);
    }
    rules.answered(request, response.getStatus(), address);
  }
}
