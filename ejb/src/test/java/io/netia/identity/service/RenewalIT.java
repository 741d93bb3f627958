package io.netia.identity.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.identity.service.SessionStore.Renewed;
import io.netia.identity.service.SessionStore.Started;
import io.netia.limits.Budget;
import io.netia.live.service.LiveEvent;
import io.netia.security.Agent;
import io.netia.testing.TestServer;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RenewalIT {

  private static final Duration LATER = Budget.SignIn.RENEWAL_REPEATED.plusSeconds(1);

  private final TestServer server = new TestServer();
  private final SessionStore store = server.bean(SessionStore.class);
  private final Agent user = server.newAccount();
  private final Started session = begin();

  private Started begin() {
    return server.tx(() -> store.begin(user.accountId(), user.userId(), Optional.empty()));
  }

  private Optional<String> renew(String token) {
    return renew(token, "no device");
  }

  private Optional<String> renew(String token, String device) {
    DeviceTokens devices = server.bean(DeviceTokens.class);
    return server
        .tx(() -> store.renew(token, id -> devices.deviceOf(id, Optional.of(device)).isPresent()))
        .map(Renewed::renewToken);
  }

  private boolean isAlive(Started begun) {
    return server.tx(() -> store.state(user.accountId(), begun.agent().sessionId())).isPresent();
  }

  @Test
  void a_renewal_that_is_repeated_at_once_has_the_same_answer() {
    String next = renew(session.renewToken()).orElseThrow();
    assertThat(next).isNotEqualTo(session.renewToken());
    assertThat(renew(session.renewToken())).contains(next);
    assertThat(renew(next)).isPresent().isNotEqualTo(Optional.of(next));
  }

  @Test
  void two_tabs_that_renew_at_the_same_moment_both_go_on() {
    assertThat(
            IntStream.range(0, 8)
                .parallel()
                .mapToObj(tab -> renew(session.renewToken()).orElseThrow())
                .distinct())
        .hasSize(1);
    assertThat(isAlive(session)).isTrue();
  }

  @Test
  void a_spent_token_that_comes_again_later_ends_the_session_and_its_sockets() {
    String next = renew(session.renewToken()).orElseThrow();
    server.pass(LATER);
    server.published();

    assertThat(renew(session.renewToken())).isEmpty();

    assertThat(isAlive(session)).isFalse();
    assertThat(renew(next)).isEmpty();
    assertThat(server.published())
        .extracting(LiveEvent::topic)
        .containsExactly("sockets:session:" + session.agent().sessionId());
  }

  @Test
  void so_does_one_that_was_spent_many_renewals_ago() {
    String last = session.renewToken();
    for (int i = 0; i < 5; i++) {
      last = renew(last).orElseThrow();
      server.pass(LATER);
    }
    assertThat(renew(session.renewToken())).isEmpty();
    assertThat(renew(last)).isEmpty();
  }

  @Test
  void a_tab_of_the_users_browser_goes_on_with_the_token_that_it_began_with() {
    String device = server.bean(DeviceTokens.class).issue(user.userId());
    String last = session.renewToken();
    for (int i = 0; i < 5; i++) {
      last = renew(last, device).orElseThrow();
      server.pass(LATER);
      assertThat(renew(session.renewToken(), device)).contains(last);
    }
    assertThat(renew(last)).isPresent();
  }

  @Test
  void a_thief_who_spends_a_token_first_is_noticed_by_the_device_it_was_stolen_from() {
    String device = server.bean(DeviceTokens.class).issue(user.userId());
    String stolen = renew(session.renewToken(), device).orElseThrow();
    String ofTheThief = renew(stolen).orElseThrow();
    server.pass(LATER);
    assertThat(renew(stolen, device)).isEmpty();
    assertThat(isAlive(session)).isFalse();
    assertThat(renew(ofTheThief)).isEmpty();
  }

  @Test
  void a_browser_of_somebody_else_does_not_and_neither_does_one_that_missed_too_many_renewals() {
    String foreign = server.bean(DeviceTokens.class).issue(server.newAccount().userId());
    Started other = begin();
    assertThat(renew(other.renewToken())).isPresent();
    server.pass(LATER);
    assertThat(renew(other.renewToken(), foreign)).isEmpty();
    assertThat(isAlive(other)).isFalse();

    String device = server.bean(DeviceTokens.class).issue(user.userId());
    String last = session.renewToken();
    for (int i = 0; i <= Budget.SignIn.RENEWALS_BEHIND; i++) {
      last = renew(last, device).orElseThrow();
    }
    server.pass(LATER);
    assertThat(renew(session.renewToken(), device)).isEmpty();
    assertThat(isAlive(session)).isFalse();
  }

  @Test
  void what_was_never_a_token_of_the_session_does_nothing_to_it() {
    assertThat(renew(session.renewToken())).isPresent();
    server.pass(LATER);
    String token = session.renewToken();
    for (String forged :
        new String[] {
          "",
          "x".repeat(token.length()),
          token.substring(1),
          token + "A",
          (token.charAt(0) == 'A' ? 'B' : 'A') + token.substring(1),
          token.substring(0, token.length() - 4) + (token.endsWith("AAAA") ? "BBBB" : "AAAA")
        }) {
      assertThat(renew(forged)).isEmpty();
    }
    assertThat(isAlive(session)).isTrue();
  }

  @Test
  void the_use_case_calls_a_stolen_token_invalid() {
    Sessions sessions = server.bean(Sessions.class);
    server.tx(() -> sessions.renew(session.renewToken(), Optional.empty()));
    server.pass(LATER);
    assertThatThrownBy(
            () -> server.tx(() -> sessions.renew(session.renewToken(), Optional.empty())))
        .hasMessage("Invalid token");
  }

  @Test
  void a_user_has_so_many_sessions_and_the_one_unused_for_longest_ends_first() {
    // With the one of the registration, and the one of this test.
    for (int i = 0; i < Budget.SignIn.SESSIONS_PER_USER - 2; i++) {
      server.pass(Duration.ofSeconds(1));
      begin();
    }
    assertThat(isAlive(session)).isTrue();
    server.pass(Duration.ofSeconds(1));
    assertThat(renew(session.renewToken())).isPresent();
    Started newest = begin();
    assertThat(isAlive(newest)).isTrue();
    assertThat(isAlive(session)).isTrue();
    for (int i = 0; i < Budget.SignIn.SESSIONS_PER_USER; i++) {
      server.pass(Duration.ofSeconds(1));
      begin();
    }
    assertThat(isAlive(session)).isFalse();
  }
}
