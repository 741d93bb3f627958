package io.netia.identity.service;

import static io.netia.testing.TestServer.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.Busy;
import io.netia.limits.Budget;
import io.netia.live.service.Bus;
import io.netia.registration.service.Registrations;
import io.netia.testing.TestServer;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SignInIT {

  private static final String PASSWORD = "correct horse";
  private static final String HOME = "192.0.2.1";

  private final TestServer server = new TestServer();
  private final Sessions sessions = server.bean(Sessions.class);
  private final String email = UUID.randomUUID() + "@example.com";

  private SignedIn register() {
    return server.tx(
        () ->
            server
                .bean(Registrations.class)
                .register(
                    input(
                        "company_name", "Acme",
                        "email", email,
                        "password", PASSWORD,
                        "password_confirmation", PASSWORD),
                    SignInOrigin.of(HOME)));
  }

  private SignedIn logIn(String password, SignInOrigin origin) {
    return server.tx(() -> sessions.logIn(email, password, origin));
  }

  /** Empty passwords are wrong without being hashed, which keeps these tests quick. */
  private boolean isGuessTaken(String address) {
    try {
      logIn("", SignInOrigin.of(address));
    } catch (Busy refused) {
      assertThat(refused.retryAfter()).isPositive();
      return false;
    } catch (RuntimeException wrong) {
      assertThat(wrong).hasMessage("Invalid email or password");
      return true;
    }
    throw new AssertionError("An empty password signed in");
  }

  private int guessesFromManyAddresses(int guesses) {
    int taken = 0;
    for (int i = 0; i < guesses; i++) {
      taken += isGuessTaken("203.0." + i / 250 + "." + i % 250) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void guesses_from_one_address_soon_wait_and_leave_everybody_else_alone() {
    register();
    int taken = 0;
    for (int i = 0; i < 200; i++) {
      taken += isGuessTaken("203.0.113.1") ? 1 : 0;
    }
    assertThat(taken).isEqualTo(Budget.SignIn.FAILURES_FREE_PER_SOURCE);
    assertThatThrownBy(() -> logIn(PASSWORD, SignInOrigin.of("203.0.113.1")))
        .isInstanceOf(Busy.class);
    assertThat(logIn(PASSWORD, SignInOrigin.of(HOME))).isNotNull();
    assertThat(logIn(PASSWORD, SignInOrigin.of("198.51.100.7"))).isNotNull();
  }

  @Test
  void guesses_on_one_node_count_on_the_others() {
    register();
    TestServer other = new TestServer();
    other.bean(SignInGuard.class).watch();
    server.published();
    for (int i = 0; i < Budget.SignIn.FAILURES_FREE_PER_SOURCE; i++) {
      assertThat(isGuessTaken("203.0.113.1")).isTrue();
    }
    Sessions there = other.bean(Sessions.class);
    server.published().forEach(other.bean(Bus.class)::publish);

    assertThat(isGuessTaken("203.0.113.1")).isFalse();
    assertThatThrownBy(
            () -> other.tx(() -> there.logIn(email, PASSWORD, SignInOrigin.of("203.0.113.1"))))
        .isInstanceOf(Busy.class);
    assertThat(other.tx(() -> there.logIn(email, PASSWORD, SignInOrigin.of("198.51.100.7"))))
        .isNotNull();
  }

  @Test
  void guesses_from_many_addresses_slow_strangers_and_not_where_the_owner_signed_in_before() {
    register();
    String device = server.bean(DeviceTokens.class).issue(userId());
    assertThat(guessesFromManyAddresses(500)).isEqualTo(Budget.SignIn.FAILURES_FREE_PER_NAME);

    SignInOrigin elsewhere = SignInOrigin.of("198.51.100.7");
    assertThatThrownBy(() -> logIn(PASSWORD, elsewhere)).isInstanceOf(Busy.class);
    assertThat(logIn(PASSWORD, SignInOrigin.of(HOME))).isNotNull();
    assertThat(
            logIn(
                PASSWORD, new SignInOrigin("198.51.100.8", Optional.empty(), Optional.of(device))))
        .isNotNull();
    server.pass(Duration.ofSeconds(2));
    assertThat(logIn(PASSWORD, elsewhere)).isNotNull();
  }

  @Test
  void a_device_of_somebody_else_a_forged_and_an_old_one_are_no_devices() {
    register();
    DeviceTokens devices = server.bean(DeviceTokens.class);
    String device = devices.issue(userId());
    assertThat(devices.deviceOf(userId(), Optional.of(device))).isPresent();
    assertThat(devices.deviceOf(userId() + 1, Optional.of(device))).isEmpty();
    for (String forged :
        new String[] {"", "x", device + "x", device.replace('.', ','), "1.1.1.1"}) {
      assertThat(devices.deviceOf(userId(), Optional.of(forged))).isEmpty();
    }
    server.pass(Budget.SignIn.DEVICE_KNOWN);
    assertThat(devices.deviceOf(userId(), Optional.of(device))).isEmpty();
  }

  @Test
  void a_name_that_nobody_has_is_slowed_in_the_same_way() {
    assertThat(guessesFromManyAddresses(100)).isEqualTo(Budget.SignIn.FAILURES_FREE_PER_NAME);
  }

  private long userId() {
    return logIn(PASSWORD, SignInOrigin.of(HOME)).agent().userId();
  }
}
