package io.netia.limits.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.limits.Budget;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RateRulesTest {

  private static final String STRANGER = "203.0.113.9";
  private static final int BURST = Limit.ANONYMOUS.burst(Limit.ANONYMOUS.perMinute());

  private final StoppedClock clock = new StoppedClock();
  private final RateLimiter limits = new RateLimiter(clock);
  private boolean hasTurn = true;
  private final RateRules rules =
      new RateRules(limits, token -> token.equals("ours"), address -> hasTurn);

  private static HttpServletRequest request(
      String method, String path, @Nullable String authorization) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            RateRulesTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, arguments) ->
                switch (called.getName()) {
                  case "getMethod" -> method;
                  case "getRequestURI" -> path;
                  case "getHeader" -> arguments[0].equals("authorization") ? authorization : null;
                  default -> throw new AssertionError(called);
                });
  }

  private long ask(String path, @Nullable String authorization, String address) {
    return rules.secondsToWait(request("GET", path, authorization), address);
  }

  private void spendAll() {
    for (int i = 0; i < BURST; i++) {
      assertThat(ask("/api/ping", null, STRANGER)).isZero();
    }
    assertThat(ask("/api/ping", null, STRANGER)).isPositive();
  }

  @Test
  void an_address_has_so_many_requests_at_once_and_others_have_their_own() {
    spendAll();
    assertThat(ask("/api/widget_settings", null, STRANGER)).isPositive();
    assertThat(ask("/api/ping", null, "203.0.113.10")).isZero();
  }

  @Test
  void who_had_too_many_large_answers_gets_no_further_ones_but_everything_else() {
    limits.charge(
        Limit.LARGE_ANSWERS, STRANGER, Limit.LARGE_ANSWERS.burst(Limit.LARGE_ANSWERS.perMinute()));
    for (String path :
        List.of("/api/conversations/1", "/api/messages", "/api/customers", "/api/feed")) {
      assertThat(ask(path, "Bearer ours", STRANGER)).as(path).isPositive();
      assertThat(ask(path, "Bearer ours", "203.0.113.10")).as(path).isZero();
    }
    for (String path : List.of("/api/me", "/api/customers/identify", "/api/customers/1/exists")) {
      assertThat(ask(path, "Bearer ours", STRANGER)).as(path).isZero();
    }
    assertThat(rules.secondsToWait(request("POST", "/api/messages", "Bearer ours"), STRANGER))
        .isZero();
  }

  @Test
  void who_is_known_goes_on_while_the_address_is_refused() {
    spendAll();
    assertThat(ask("/api/me", "Bearer ours", STRANGER)).isZero();
    assertThat(ask("/api/me", "Bearer forged", STRANGER)).isPositive();
    assertThat(ask("/api/me", "", STRANGER)).isPositive();
  }

  @Test
  void tokens_are_not_looked_at_while_nobody_is_refused() {
    assertThat(ask("/api/me", "Bearer forged", STRANGER)).isZero();
    spendAll();
    clock.pass(Duration.ofMinutes(1));
    assertThat(ask("/api/me", "Bearer forged", "203.0.113.10")).isZero();
  }

  @Test
  void a_token_that_is_refused_counts_like_none() {
    HttpServletRequest forged = request("GET", "/api/me", "Bearer forged");
    for (int i = 0; i < BURST; i++) {
      assertThat(rules.secondsToWait(forged, STRANGER)).isZero();
      rules.answered(forged, 401, STRANGER);
    }
    assertThat(ask("/api/ping", null, STRANGER)).isPositive();
    assertThat(ask("/api/me", "Bearer forged", STRANGER)).isPositive();
  }

  @Test
  void what_is_served_to_a_token_is_not_counted() {
    HttpServletRequest served = request("GET", "/api/me", "Bearer ours");
    for (int i = 0; i <= BURST; i++) {
      rules.answered(served, 200, STRANGER);
    }
    assertThat(ask("/api/ping", null, STRANGER)).isZero();
  }

  @Test
  void a_password_that_would_find_no_turn_is_refused_before_its_body_is_read() {
    hasTurn = false;
    long wait = Budget.SignIn.HASH_RETRY.toSeconds();
    for (String path : new String[] {"/api/session", "/api/registration"}) {
      assertThat(rules.secondsToWait(request("POST", path, null), STRANGER)).isEqualTo(wait);
    }
    assertThat(rules.secondsToWait(request("DELETE", "/api/session", null), STRANGER)).isZero();
    assertThat(ask("/api/ping", null, STRANGER)).isZero();
  }
}
