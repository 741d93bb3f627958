package io.netia.users.service;

import static io.netia.testing.TestServer.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.DomainException;
import io.netia.errors.DomainException.Kind;
import io.netia.errors.ValidationException;
import io.netia.identity.service.SessionStore;
import io.netia.limits.Budget;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.Topics;
import io.netia.registration.service.RegistrationStore;
import io.netia.security.Agent;
import io.netia.security.Role;
import io.netia.tenancy.service.DatabaseFailure;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.tenancy.service.TenantEntities;
import io.netia.testing.TestServer;
import io.netia.users.InvitationChange;
import io.netia.users.User;
import io.netia.users.UserProfileChange;
import io.netia.users.UserSettingsChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UsersIT {

  private final TestServer server = new TestServer();
  private final Users users = server.bean(Users.class);
  private final Agent admin = server.newAccount();

  private Agent newTeammate() {
    return join(server.tx(() -> server.bean(Invitations.class).create(admin)).id());
  }

  private Agent join(UUID invitation) {
    String email = UUID.randomUUID() + "@example.com";
    return server.tx(
        () ->
            server
                .bean(RegistrationStore.class)
                .joinAccount(invitation, email, "no password", Optional.empty())
                .agent());
  }

  private void assertRefused(Kind kind, Callable<?> action) {
    assertThatThrownBy(() -> server.tx(action::call))
        .isInstanceOfSatisfying(
            DomainException.class, failure -> assertThat(failure.kind()).isEqualTo(kind));
  }

  private boolean isSignedIn(Agent agent) {
    return server
        .tx(() -> server.bean(SessionStore.class).state(agent.accountId(), agent.sessionId()))
        .isPresent();
  }

  @Test
  void a_disabled_teammate_leaves_lists_and_sessions_at_once_and_comes_back_when_enabled() {
    Agent teammate = newTeammate();
    server.published();

    UserView disabled = server.tx(() -> users.disable(admin, teammate.userId()));

    assertThat(disabled.disabledAt()).isEqualTo(server.now());
    assertThat(isSignedIn(teammate)).isFalse();
    assertThat(server.published())
        .anySatisfy(
            event -> assertThat(event.topic()).isEqualTo(Topics.userSockets(teammate.userId())));
    assertThat(server.tx(() -> users.list(admin, input())))
        .extracting(UserView::id)
        .containsExactly(admin.userId());
    server.tx(() -> users.enable(admin, teammate.userId()));
    assertThat(server.tx(() -> users.list(admin, input()))).hasSize(2);
  }

  @Test
  void archived_ones_are_listed_until_only_active_ones_are_asked_for() {
    Agent teammate = newTeammate();
    server.tx(() -> users.archive(admin, teammate.userId()));
    assertThat(server.tx(() -> users.list(admin, input()))).hasSize(2);
    assertThat(server.tx(() -> users.list(admin, input("active", "true")))).hasSize(1);
    assertThat(server.tx(() -> users.present(admin))).hasSize(1);
  }

  @Test
  void the_last_administrator_keeps_the_role_and_the_user() {
    assertRefused(Kind.FORBIDDEN, () -> users.changeRole(admin, admin.userId(), "user"));
    assertRefused(
        Kind.FORBIDDEN,
        () -> {
          users.delete(admin, admin.userId());
          return null;
        });
    assertThat(server.tx(() -> users.show(admin, admin.userId())))
        .get()
        .extracting(UserView::role)
        .isEqualTo("admin");
  }

  @Test
  void two_administrators_who_demote_each_other_at_once_do_not_leave_the_account_without_one()
      throws Exception {
    Agent other = newTeammate();
    server.tx(() -> users.changeRole(admin, other.userId(), "admin"));
    Agent otherAdmin =
        new Agent(admin.accountId(), other.userId(), other.email(), Role.ADMIN, other.sessionId());
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      List<Future<Object>> outcomes =
          both.invokeAll(
              List.of(
                  () -> server.tx(() -> users.changeRole(admin, otherAdmin.userId(), "user")),
                  () -> server.tx(() -> users.changeRole(otherAdmin, admin.userId(), "user"))));
      assertThat(outcomes).hasSize(2);
    } finally {
      both.shutdownNow();
    }
    assertThat(server.tx(() -> users.list(admin, input("role", "admin", "active", true))))
        .isNotEmpty();
  }

  @Test
  void whoever_is_no_administrator_any_more_takes_nobody_s_rights_away() {
    Agent other = newTeammate();
    server.tx(() -> users.changeRole(admin, other.userId(), "admin"));
    Agent third = newTeammate();
    server.tx(() -> users.changeRole(admin, third.userId(), "admin"));
    server.tx(() -> users.changeRole(admin, other.userId(), "user"));
    // What the request was admitted with, a moment before.
    Agent former =
        new Agent(admin.accountId(), other.userId(), other.email(), Role.ADMIN, other.sessionId());
    assertRefused(Kind.UNAUTHENTICATED, () -> users.changeRole(former, admin.userId(), "user"));
    assertRefused(Kind.UNAUTHENTICATED, () -> users.disable(former, third.userId()));
    assertThat(server.tx(() -> users.list(admin, input("role", "admin", "active", true))))
        .hasSize(2);
  }

  @Test
  void an_id_of_another_account_is_an_id_of_nobody() {
    Agent stranger = server.newAccount();
    assertThat(server.tx(() -> users.show(admin, stranger.userId()))).isEmpty();
    assertRefused(Kind.NOT_FOUND, () -> users.disable(admin, stranger.userId()));
    assertRefused(Kind.NOT_FOUND, () -> users.changeRole(admin, stranger.userId(), "admin"));
  }

  @Test
  void settings_are_there_when_first_read_and_changed_by_field() {
    Profiles profiles = server.bean(Profiles.class);
    UserSettingsView first = server.tx(() -> profiles.settings(admin));
    assertThat(first.emailAlertOnNewMessage()).isFalse();
    server.tx(
        () ->
            profiles.changeSettings(
                admin,
                server.request(
                    UserSettingsChange.class,
                    "email_alert_on_new_message",
                    "true",
                    "expo_push_token",
                    "a\ntoken",
                    "id",
                    UUID.randomUUID())));
    UserSettingsView changed =
        server.tx(
            () ->
                profiles.changeSettings(
                    admin,
                    server.request(
                        UserSettingsChange.class, "email_alert_on_new_conversation", true)));
    assertThat(changed)
        .isEqualTo(
            new UserSettingsView(
                first.id(), "user_settings", admin.userId(), true, true, "a token"))
        .isEqualTo(server.tx(() -> profiles.settings(admin)));
  }

  @Test
  void whoever_leaves_for_good_leaves_messages_with_a_name() {
    Agent teammate = newTeammate();
    server.tx(
        () ->
            server
                .bean(Profiles.class)
                .change(
                    teammate,
                    server.request(
                        UserProfileChange.class,
                        "display_name",
                        "Tea\nMate",
                        "role",
                        "admin",
                        "user_id",
                        1)));
    UUID customer = server.newCustomer(admin.accountId()).customerId();
    UUID conversation = UUID.randomUUID();
    TenantDatabase database = server.bean(TenantDatabase.class);
    server.tx(
        () -> {
          database.update(
              admin.accountId(),
              "insert into conversations (id, account_id, customer_id, last_seq, assignee_id) values (?, ?, ?, 1, ?)",
              conversation,
              admin.accountId(),
              customer,
              teammate.userId());
          return database.update(
              admin.accountId(),
              "insert into messages (id, account_id, conversation_id, seq, user_id, body) values (?, ?, ?, 1, ?, 'Hi')",
              UUID.randomUUID(),
              admin.accountId(),
              conversation,
              teammate.userId());
        });

    server.tx(
        () -> {
          users.delete(teammate, teammate.userId());
          return null;
        });

    assertThat(
            server.tx(
                () ->
                    database.first(
                        admin.accountId(),
                        "select author_name from messages",
                        row -> row.string("author_name"))))
        .hasValue("Tea Mate");
    assertThat(server.published())
        .as("what was assigned to him or her is free, as everybody learns")
        .anySatisfy(
            event -> {
              assertThat(event.event()).isEqualTo(LiveEvent.CONVERSATION_UPDATED);
              assertThat(event.payload()).contains("\"assignee_id\":null");
            });
  }

  @Test
  void an_invitation_is_good_for_one_person() {
    UUID invitation = server.tx(() -> server.bean(Invitations.class).create(admin)).id();
    RegistrationStore store = server.bean(RegistrationStore.class);
    server.tx(
        () ->
            store.joinAccount(
                invitation, UUID.randomUUID() + "@example.com", "none", Optional.empty()));
    assertThatThrownBy(
            () ->
                server.tx(
                    () ->
                        store.joinAccount(
                            invitation,
                            UUID.randomUUID() + "@example.com",
                            "none",
                            Optional.empty())))
        .hasMessage("Invalid invitation token");
  }

  @Test
  void of_many_who_use_one_invitation_at_once_one_joins() {
    UUID invitation = server.tx(() -> server.bean(Invitations.class).create(admin)).id();
    RegistrationStore store = server.bean(RegistrationStore.class);
    long joined =
        IntStream.range(0, 8)
            .parallel()
            .filter(
                guest -> {
                  try {
                    server.tx(
                        () ->
                            store.joinAccount(
                                invitation,
                                UUID.randomUUID() + "@example.com",
                                "none",
                                Optional.empty()));
                    return true;
                  } catch (DomainException refused) {
                    assertThat(refused).hasMessage("Invalid invitation token");
                    return false;
                  }
                })
            .count();
    assertThat(joined).isOne();
  }

  @Test
  void whoever_was_deleted_while_writing_is_not_authenticated() {
    Agent gone = newTeammate();
    server.tx(
        () -> {
          users.delete(gone, gone.userId());
          return null;
        });
    assertThatThrownBy(
            () ->
                server.tx(
                    () ->
                        server
                            .bean(SessionStore.class)
                            .begin(gone.accountId(), gone.userId(), Optional.empty())))
        .isInstanceOfSatisfying(
            DatabaseFailure.class,
            failure ->
                assertThat(failure.refusalOfRemoved())
                    .hasValueSatisfying(
                        refused -> assertThat(refused.kind()).isEqualTo(Kind.UNAUTHENTICATED)));
  }

  @Test
  void invitations_are_the_accounts_own_and_can_be_closed() {
    Invitations invitations = server.bean(Invitations.class);
    Agent stranger = server.newAccount();
    UUID invitation = server.tx(() -> invitations.create(admin)).id();
    assertRefused(Kind.NOT_FOUND, () -> invitations.show(stranger, invitation));
    InvitationView closed =
        server.tx(
            () ->
                invitations.change(
                    admin,
                    invitation,
                    server.request(
                        InvitationChange.class,
                        "expires_at",
                        "2020-01-01",
                        "account_id",
                        stranger.accountId())));
    assertThat(closed.accountId()).isEqualTo(admin.accountId());
    assertThat(closed.expiresAt()).isBefore(server.now());
  }

  @Test
  void an_invitation_ends_within_a_month_however_it_is_moved() {
    Invitations invitations = server.bean(Invitations.class);
    UUID invitation = server.tx(() -> invitations.create(admin)).id();
    String last = server.now().plus(Budget.Invitations.LONGEST).toString();
    assertThat(server.tx(() -> moved(invitation, last)))
        .extracting(InvitationView::expiresAt)
        .hasToString(last);
    for (String late : List.of("9999-12-31", server.now().plus(Duration.ofDays(31)).toString())) {
      assertThatThrownBy(() -> server.tx(() -> moved(invitation, late)))
          .isInstanceOfSatisfying(
              ValidationException.class,
              refused -> assertThat(refused.errors()).containsOnlyKeys("expires_at"));
    }
  }

  private InvitationView moved(UUID invitation, String end) {
    return server
        .bean(Invitations.class)
        .change(admin, invitation, server.request(InvitationChange.class, "expires_at", end));
  }

  private Agent newAdministrator() {
    Agent teammate = newTeammate();
    server.tx(() -> users.changeRole(admin, teammate.userId(), "admin"));
    return new Agent(
        admin.accountId(), teammate.userId(), teammate.email(), Role.ADMIN, teammate.sessionId());
  }

  @Test
  void invitations_end_with_the_right_of_the_administrator_who_made_them() {
    Invitations invitations = server.bean(Invitations.class);
    List<UnaryOperator<Agent>> ends =
        List.of(
            maker -> {
              users.disable(admin, maker.userId());
              users.enable(admin, maker.userId());
              return maker;
            },
            maker -> {
              users.changeRole(admin, maker.userId(), "user");
              users.changeRole(admin, maker.userId(), "admin");
              return maker;
            },
            maker -> {
              users.archive(admin, maker.userId());
              return maker;
            },
            maker -> {
              users.delete(maker, maker.userId());
              return maker;
            });
    UUID kept = server.tx(() -> invitations.create(admin)).id();
    for (UnaryOperator<Agent> end : ends) {
      Agent maker = newAdministrator();
      UUID invitation = server.tx(() -> invitations.create(maker)).id();
      assertThat(server.tx(() -> invitations.show(admin, invitation)).userId())
          .isEqualTo(maker.userId());
      server.tx(() -> end.apply(maker));
      assertThatThrownBy(() -> join(invitation)).hasMessage("Invalid invitation token");
    }
    assertThat(server.tx(() -> invitations.list(admin)))
        .extracting(InvitationView::id)
        .containsExactly(kept);
  }

  @Test
  void who_has_lost_the_right_since_the_request_came_in_invites_nobody() {
    Agent former = newAdministrator();
    server.tx(() -> users.changeRole(admin, former.userId(), "user"));
    assertRefused(Kind.UNAUTHENTICATED, () -> server.bean(Invitations.class).create(former));
  }

  @Test
  @Timeout(60)
  void whoever_writes_for_a_user_does_not_wait_for_whoever_changes_the_user() throws Exception {
    Agent teammate = newTeammate();
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      server.tx(
          () -> {
            users.changeRole(admin, teammate.userId(), "admin");
            // Refers to the user, as a message does.
            return other
                .submit(
                    () ->
                        server.tx(
                            () ->
                                server
                                    .bean(SessionStore.class)
                                    .begin(admin.accountId(), teammate.userId(), Optional.empty())))
                .get();
          });
    } finally {
      other.shutdownNow();
    }
    assertThat(server.tx(() -> users.show(admin, teammate.userId())))
        .get()
        .extracting(UserView::role)
        .isEqualTo("admin");
  }

  @Test
  void entities_of_users_are_those_of_one_account() {
    Agent stranger = server.newAccount();
    TenantEntities entities = server.bean(TenantEntities.class);
    Supplier<List<UUID>> accounts =
        () ->
            entities.call(
                admin.accountId(),
                manager ->
                    manager
                        .createQuery("select u.accountId from User u", UUID.class)
                        .getResultList());
    assertThat(server.tx(accounts::get)).containsExactly(admin.accountId());
    User theirs =
        new User(stranger.accountId(), "eve@example.com", "no password", Role.ADMIN, server.now());
    assertThatThrownBy(
            () ->
                server.tx(
                    () ->
                        entities.call(
                            admin.accountId(),
                            manager -> {
                              manager.persist(theirs);
                              return 0;
                            })))
        .isInstanceOf(DatabaseFailure.class)
        .hasMessageContaining("row-level security");
  }
}
