package io.netia.identity.service;

import static io.netia.testing.TestServer.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.input.Input;
import io.netia.security.Agent;
import io.netia.testing.TestServer;
import io.netia.users.service.Invitations;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RegistrationIT {

  private static final SignInOrigin ORIGIN = SignInOrigin.of("192.0.2.1");

  private final TestServer server = new TestServer().with(Passwords.class, CountedPasswords.class);
  private final Registrations registrations = server.bean(Registrations.class);
  private final Agent admin = server.newAccount();

  /** Hashes nothing, and counts how often it was asked to. */
  static final class CountedPasswords extends Passwords {

    private final AtomicInteger hashes = new AtomicInteger();

    @Override
    public String hash(String clear, String address) {
      hashes.incrementAndGet();
      return "no hash";
    }
  }

  private int hashes() {
    return ((CountedPasswords) server.bean(Passwords.class)).hashes.get();
  }

  private static Input asking(String how, String what, String email) {
    return input(
        how,
        what,
        "email",
        email,
        "password",
        "long enough",
        "password_confirmation",
        "long enough");
  }

  private static String someAddress() {
    return UUID.randomUUID() + "@example.com";
  }

  private UUID invitation() {
    return server.tx(() -> server.bean(Invitations.class).create(admin)).id();
  }

  private SignedIn join(String invitation, String email) {
    return server.tx(
        () -> registrations.register(asking("invite_token", invitation, email), ORIGIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-uuid", "' or 1=1", "７", "00000000-0000-4000-8000-000000000000"})
  void an_unknown_invitation_is_refused_before_anything_is_hashed(String token) {
    assertThatThrownBy(() -> join(token, someAddress()))
        .isInstanceOf(DomainException.class)
        .hasMessage("Invalid invitation token");
    assertThat(hashes()).isZero();
  }

  @Test
  void an_invitation_that_is_over_or_spent_is_refused_before_anything_is_hashed() {
    UUID over = invitation();
    UUID spent = invitation();
    join(spent.toString(), someAddress());
    assertThatThrownBy(() -> join(spent.toString(), someAddress()))
        .hasMessage("Invalid invitation token");

    server.pass(Duration.ofDays(4));
    assertThatThrownBy(() -> join(over.toString(), someAddress()))
        .hasMessage("Invitation token has expired");
    assertThat(hashes()).isOne();
  }

  @Test
  void
      an_address_that_is_taken_is_refused_before_anything_is_hashed_and_shown_to_the_invited_alone() {
    assertThatThrownBy(() -> join(invitation().toString(), admin.email()))
        .isInstanceOfSatisfying(
            ValidationException.class,
            refused -> assertThat(refused.errors()).containsOnlyKeys("email"));
    assertThatThrownBy(
            () ->
                server.tx(
                    () ->
                        registrations.register(
                            asking("company_name", "Acme", admin.email()), ORIGIN)))
        .isInstanceOf(ValidationException.class);
    assertThatThrownBy(() -> join(invitation().toString(), fullWidth(admin.email())))
        .isInstanceOfSatisfying(
            ValidationException.class,
            refused -> assertThat(refused.errors()).containsOnlyKeys("email"));
    assertThatThrownBy(() -> join(UUID.randomUUID().toString(), admin.email()))
        .hasMessage("Invalid invitation token");
    assertThat(hashes()).isZero();
  }

  /** The same address as an input method for Chinese or Japanese writes it. */
  private static String fullWidth(String text) {
    return text.codePoints()
        .map(letter -> letter - '!' + '\uFF01')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void of_many_who_use_an_invitation_at_the_same_time_one_joins() throws Exception {
    String invitation = invitation().toString();
    ExecutorService people = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> attempt =
          () -> {
            try {
              return join(invitation, someAddress()).agent().accountId().equals(admin.accountId());
            } catch (DomainException refused) {
              assertThat(refused).hasMessage("Invalid invitation token");
              return false;
            }
          };
      int joined = 0;
      for (Future<Boolean> done : people.invokeAll(List.of(attempt, attempt, attempt, attempt))) {
        joined += done.get() ? 1 : 0;
      }
      assertThat(joined).isOne();
    } finally {
      people.shutdownNow();
    }
  }
}
