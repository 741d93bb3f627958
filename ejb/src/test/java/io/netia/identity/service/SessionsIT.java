package io.netia.identity.service;

import static io.netia.testing.TestServer.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.identity.service.SessionStore.Credential;
import io.netia.live.service.LiveEvent;
import io.netia.registration.service.Registrations;
import io.netia.security.Agent;
import io.netia.security.Role;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.testing.TestServer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SessionsIT {

  private static final String PASSWORD = "correct horse";

  private final TestServer server = new TestServer();
  private final Sessions sessions = server.bean(Sessions.class);
  private final Registrations registrations = server.bean(Registrations.class);
  private final String email = UUID.randomUUID() + "@example.com";

  private SignedIn register() {
    return server.tx(
        () ->
            registrations.register(
                input(
                    "company_name",
                    "Acme",
                    "email",
                    " " + email.toUpperCase(java.util.Locale.ROOT) + " ",
                    "password",
                    PASSWORD,
                    "password_confirmation",
                    PASSWORD,
                    "role",
                    "user",
                    "account_id",
                    UUID.randomUUID().toString()),
                SignInOrigin.of("192.0.2.1")));
  }

  private Agent authenticate(String token) {
    return server.tx(() -> sessions.authenticate(token));
  }

  @Test
  void registration_makes_an_administrator_of_a_new_account_whatever_else_was_asked_for() {
    SignedIn registered = register();

    assertThat(registered.agent().role()).isEqualTo(Role.ADMIN);
    assertThat(registered.agent().email()).isEqualTo(email);
    assertThat(authenticate(registered.token())).isEqualTo(registered.agent());
  }

  @Test
  void an_address_that_is_taken_and_fields_that_are_wrong_are_named() {
    register();
    assertThatThrownBy(this::register)
        .isInstanceOfSatisfying(
            ValidationException.class,
            refused ->
                assertThat(refused.errors().get("email"))
                    .containsExactly("has already been taken"));
    assertThatThrownBy(
            () ->
                registrations.register(
                    input("email", "nobody", "password", "short", "password_confirmation", "other"),
                    SignInOrigin.of("192.0.2.1")))
        .isInstanceOfSatisfying(
            ValidationException.class,
            refused -> {
              assertThat(refused).hasMessage("Couldn't create user");
              assertThat(refused.errors())
                  .containsOnlyKeys("company_name", "email", "password", "password_confirmation");
            });
  }

  @Test
  void a_wrong_password_and_an_unknown_address_get_the_same_answer() {
    register();
    assertThatThrownBy(
            () ->
                server.tx(() -> sessions.logIn(email, "wrong horse", SignInOrigin.of("192.0.2.1"))))
        .hasMessage("Invalid email or password");
    assertThatThrownBy(
            () ->
                server.tx(
                    () ->
                        sessions.logIn(
                            "nobody@example.com", PASSWORD, SignInOrigin.of("192.0.2.1"))))
        .hasMessage("Invalid email or password");
    assertThat(
            server
                .tx(
                    () ->
                        sessions.logIn(
                            email,
                            PASSWORD,
                            new SignInOrigin(
                                "192.0.2.1", Optional.of("Firefox"), Optional.empty())))
                .agent()
                .email())
        .isEqualTo(email);
  }

  @Test
  void a_password_that_was_changed_while_it_was_checked_begins_no_session() {
    Agent user = register().agent();
    SessionStore store = server.bean(SessionStore.class);
    Credential checked = server.tx(() -> store.credential(email)).orElseThrow();
    change(user, "password_hash = 'another'");
    assertThat(server.tx(() -> store.begin(checked, Optional.empty()))).isEmpty();

    Credential again = server.tx(() -> store.credential(email)).orElseThrow();
    change(user, "disabled_at = now()");
    assertThat(server.tx(() -> store.begin(again, Optional.empty()))).isEmpty();
    change(user, "disabled_at = null");
    assertThat(server.tx(() -> store.begin(again, Optional.empty()))).isPresent();
  }

  private void change(Agent user, String change) {
    server.tx(
        () ->
            server
                .bean(TenantDatabase.class)
                .update(
                    user.accountId(),
                    "update users set " + change + " where id = ?",
                    user.userId()));
  }

  @Test
  void logging_out_ends_access_and_renew_token_and_the_sockets_at_once() {
    SignedIn signedIn = register();
    authenticate(signedIn.token());
    server.published();

    server.tx(
        () -> {
          sessions.logOut(signedIn.token());
          return null;
        });

    assertThat(server.published())
        .extracting(LiveEvent::topic)
        .containsExactly("sockets:session:" + signedIn.agent().sessionId());
    assertThatThrownBy(() -> authenticate(signedIn.token()))
        .isInstanceOf(DomainException.class)
        .hasMessage("Not authenticated");
    assertThatThrownBy(
            () -> server.tx(() -> sessions.renew(signedIn.renewToken(), Optional.empty())))
        .hasMessage("Invalid token");
  }

  @Test
  void a_disabled_user_is_refused_with_a_sentence_that_clients_know() {
    SignedIn signedIn = register();
    server.tx(
        () ->
            server
                .bean(TenantDatabase.class)
                .update(
                    signedIn.agent().accountId(),
                    "update users set disabled_at = now() where id = ?",
                    signedIn.agent().userId()));

    assertThatThrownBy(() -> authenticate(signedIn.token()))
        .hasMessageStartingWith("Your account is disabled");
    assertThatThrownBy(
            () -> server.tx(() -> sessions.logIn(email, PASSWORD, SignInOrigin.of("192.0.2.1"))))
        .hasMessageStartingWith("Your account is disabled");
  }

  @Test
  void ended_sessions_of_several_accounts_are_found_in_one_question() {
    UUID alive = register().agent().sessionId();
    Agent signedOut = server.newAccount();
    server.tx(
        () -> {
          sessions.endAllOf(signedOut, signedOut.userId());
          return null;
        });
    Agent disabled = server.newAccount();
    server.tx(
        () ->
            server
                .bean(TenantDatabase.class)
                .update(
                    disabled.accountId(),
                    "update users set disabled_at = now() where id = ?",
                    disabled.userId()));
    UUID unknown = UUID.randomUUID();

    Set<UUID> ended =
        server.tx(
            () ->
                sessions.endedAmong(
                    List.of(alive, signedOut.sessionId(), disabled.sessionId(), unknown)));

    assertThat(ended)
        .containsExactlyInAnyOrder(signedOut.sessionId(), disabled.sessionId(), unknown);
    assertThat(sessions.endedAmong(List.of())).isEmpty();
  }

  @Test
  void an_access_token_ends_after_thirty_minutes() {
    SignedIn signedIn = register();
    server.pass(Duration.ofMinutes(30));
    assertThatThrownBy(() -> authenticate(signedIn.token())).hasMessage("Not authenticated");
  }

  @Test
  void forged_tokens_are_refused() {
    String token = register().token();
    String[] parts = token.split("\\.");
    String none =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    for (String forged :
        new String[] {
          "",
          "x",
          none + "." + parts[1] + ".",
          parts[0] + "." + parts[1] + "." + parts[2].substring(4) + "AAAA",
          "a".repeat(1_000_000)
        }) {
      assertThatThrownBy(() -> authenticate(forged))
          .isInstanceOf(DomainException.class)
          .hasMessage("Not authenticated");
    }
  }
}
