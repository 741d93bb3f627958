package io.netia.registration.service;

import static io.netia.testing.TestServer.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.identity.service.Passwords;
import io.netia.identity.service.SignInOrigin;
import io.netia.identity.service.SignedIn;
import io.netia.input.Input;
import io.netia.security.Agent;
import io.netia.security.Role;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.testing.TestDatabase;
import io.netia.testing.TestServer;
import io.netia.users.service.Invitations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

  @Test
  @Timeout(60)
  void of_two_who_join_at_once_one_takes_the_last_seat() throws Exception {
    String first = invitation().toString();
    String second = invitation().toString();
    server.tx(
        () ->
            server
                .bean(TenantDatabase.class)
                .update(
                    admin.accountId(),
                    "update accounts set subscription_plan = 'eu-starter' where id = ?",
                    admin.accountId()));
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<SignedIn> later =
          server.tx(
              () -> {
                join(first, someAddress());
                Future<SignedIn> waiting = other.submit(() -> join(second, someAddress()));
                TestDatabase.running().awaitLockWaiter();
                return waiting;
              });
      assertThatThrownBy(later::get)
          .cause()
          .isInstanceOf(DomainException.class)
          .hasMessage("The team has no free seat on its current plan");
    } finally {
      other.shutdownNow();
    }
    assertThatThrownBy(this::invitation)
        .hasMessage("The team has no free seat on its current plan");
  }

  @Test
  void a_new_account_has_its_primary_inbox_and_costs_few_round_trips() {
    AtomicReference<Agent> founder = new AtomicReference<>();
    RegistrationStore store = server.bean(RegistrationStore.class);
    assertThat(
            server.roundTrips(
                () -> {
                  founder.set(
                      store
                          .openAccount("Acme", someAddress(), "no hash", Optional.empty())
                          .agent());
                  return founder;
                }))
        .isLessThanOrEqualTo(10);
    Agent agent = founder.get();
    assertThat(agent.role()).isEqualTo(Role.ADMIN);
    assertThat(
            server.tx(
                () ->
                    server
                        .bean(TenantDatabase.class)
                        .list(
                            agent.accountId(),
                            "select i.name, i.description, i.is_primary, m.user_id, m.role"
                                + " from inboxes i join inbox_members m on m.inbox_id = i.id"
                                + " join widget_settings w on w.inbox_id = i.id",
                            row ->
                                row.string("name")
                                    + ", "
                                    + row.string("description")
                                    + ", "
                                    + row.flag("is_primary")
                                    + ", "
                                    + row.count("user_id")
                                    + ", "
                                    + row.string("role"))))
        .containsExactly(
            "Primary Inbox, The primary inbox of Acme, true, " + agent.userId() + ", admin");
  }
}
