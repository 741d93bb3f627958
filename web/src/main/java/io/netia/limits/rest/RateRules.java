package io.netia.limits.rest;

import io.netia.http.rest.Callers;
import io.netia.limits.Budget;
import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which requests an address has left. Whoever shows a token passes without a look at it, and is
 * counted when the answer is a refusal, or by {@code AuthorizationFilter} when a public route is
 * called with a token that is none of ours; only while addresses are being refused is the token
 * looked at before. An address that has had too many large answers gets none, whoever asks.
 */
final class RateRules {

  private static final Set<String> HASHING = Set.of("/api/session", "/api/registration");

  /** Where answers are made by {@link LargeResponses}. */
  private static final List<String> LARGE =
      List.of("/api/conversations", "/api/messages", "/api/customers", "/api/feed");

  /** What is asked for below them by every page with a widget. */
  private static final List<String> SMALL = List.of("/identify", "/exists");

  private final RateLimiter limits;
  private final Predicate<String> isOurs;
  private final Predicate<String> hasTurnFor;

  /**
   * @param isOurs whether a token was made by this installation
   * @param hasTurnFor whether an address may wait for a turn at hashing
   */
  RateRules(RateLimiter limits, Predicate<String> isOurs, Predicate<String> hasTurnFor) {
    this.limits = limits;
    this.isOurs = isOurs;
    this.hasTurnFor = hasTurnFor;
  }

  /**
   * Counts a request that has come.
   *
   * @param address what limits count by
   * @return 0 when it may pass, else when another try makes sense, in seconds
   */
  long secondsToWait(HttpServletRequest request, String address) {
    if (isLarge(request)) {
      long seconds = limits.secondsToWait(Limit.LARGE_ANSWERS, address);
      if (seconds > 0) {
        RefusalCounters.count(RefusalReason.LARGE_ANSWERS);
        return seconds;
      }
    }
    boolean passes =
        isAuthorizing(request)
            && (!limits.isRefusing() || Callers.token(request).filter(isOurs).isPresent());
    if (passes) {
      return 0;
    }
    long seconds = limits.tryAcquire(Limit.ANONYMOUS, address);
    if (seconds > 0) {
      RefusalCounters.count(RefusalReason.RATE);
      return seconds;
    }
    if (isHashing(request) && !hasTurnFor.test(address)) {
      RefusalCounters.count(RefusalReason.HASH_QUEUE);
      return Budget.SignIn.HASH_RETRY.toSeconds();
    }
    return 0;
  }

  /** Counts a request that was not counted before and is refused now. */
  void answered(HttpServletRequest request, int status, String address) {
    if (status >= HttpServletResponse.SC_BAD_REQUEST && isAuthorizing(request)) {
      limits.tryAcquire(Limit.ANONYMOUS, address);
    }
  }

  private static boolean isAuthorizing(HttpServletRequest request) {
    return request.getHeader("authorization") != null;
  }

  private static boolean isLarge(HttpServletRequest request) {
    String path = request.getRequestURI();
    return (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))
        && LARGE.stream().anyMatch(path::startsWith)
        && SMALL.stream().noneMatch(path::endsWith);
  }

  private static boolean isHashing(HttpServletRequest request) {
    return request.getMethod().equals("POST") && HASHING.contains(request.getRequestURI());
  }
}
