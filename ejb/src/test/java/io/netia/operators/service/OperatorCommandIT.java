package io.netia.operators.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.accounts.service.AccountIdCache;
import io.netia.accounts.service.AccountWatch;
import io.netia.accounts.service.Accounts;
import io.netia.configuration.InvalidSettingException;
import io.netia.conversations.service.Messages;
import io.netia.customers.service.Visitors;
import io.netia.errors.DomainException;
import io.netia.identity.service.Sessions;
import io.netia.identity.service.SignInOrigin;
import io.netia.identity.service.SignedIn;
import io.netia.security.Agent;
import io.netia.security.Role;
import io.netia.testing.TestDatabase;
import io.netia.testing.TestServer;
import io.netia.users.service.InvitationView;
import io.netia.users.service.Invitations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OperatorCommandIT {

  private static final String ADDRESS = "192.0.2.1";

  private final TestServer server = new TestServer();
  private final Sessions sessions = server.bean(Sessions.class);
  private final String email = UUID.randomUUID() + "@example.com";

  private record Done(int code, String out, String err) {

    String password() {
      return out.lines()
          .filter(line -> line.startsWith("Password: "))
          .findFirst()
          .orElseThrow()
          .substring("Password: ".length());
    }
  }

  @Test
  void a_new_account_has_an_administrator_who_signs_in_and_an_inbox() {
    Done done = admin("", "create-account", "Acme Ltd", " " + email.toUpperCase(Locale.ROOT));

    assertThat(done.code).isEqualTo(OperatorCommand.DONE);
    Agent agent = logIn(done.password()).agent();
    assertThat(agent.role()).isEqualTo(Role.ADMIN);
    assertThat(done.out).contains(agent.accountId().toString());
    assertThat(admin("", "accounts").out)
        .contains(agent.accountId() + "\tAcme Ltd\t1 users\tenabled");
    assertThat(admin("", "users", agent.accountId().toString()).out)
        .contains(email + "\tadmin\tenabled");
  }

  @Test
  void a_teammate_becomes_administrator() {
    UUID account = newAccount();
    String mate = UUID.randomUUID() + "@example.com";
    Done created =
        admin("correct horse\n", "create-user", account.toString(), mate, "--password-stdin");
    assertThat(created.out).doesNotContain("correct horse");
    Agent user = logIn(mate, "correct horse").agent();
    assertThat(user.role()).isEqualTo(Role.USER);
    assertThat(user.accountId()).isEqualTo(account);

    assertThat(admin("", "make-admin", mate).code).isEqualTo(OperatorCommand.DONE);

    assertThat(logIn(mate, "correct horse").agent().role()).isEqualTo(Role.ADMIN);
  }

  @Test
  void a_new_password_ends_every_session_and_the_old_one() {
    String old = admin("", "create-account", "Acme", email).password();
    SignedIn before = logIn(old);

    Done done = admin("", "reset-password", email);

    assertThat(logIn(done.password()).agent()).isNotNull();
    assertThatThrownBy(() -> logIn(old)).isInstanceOf(DomainException.class);
    assertThatThrownBy(() -> renew(before)).isInstanceOf(DomainException.class);
    assertThat(server.tx(() -> sessions.endedAmong(List.of(before.agent().sessionId()))))
        .containsExactly(before.agent().sessionId());
  }

  @Test
  void a_disabled_person_is_signed_out_and_an_enabled_one_may_sign_in_again() {
    String password = admin("", "create-account", "Acme", email).password();
    SignedIn before = logIn(password);
    newAdministrator(before.agent().accountId());

    admin("", "disable-user", email);
    assertThatThrownBy(() -> logIn(password)).isInstanceOf(DomainException.class);
    assertThatThrownBy(() -> renew(before)).isInstanceOf(DomainException.class);

    admin("", "enable-user", email);
    assertThat(logIn(password).agent().email()).isEqualTo(email);
  }

  @Test
  void who_is_disabled_has_invited_nobody_any_more() {
    String password = admin("", "create-account", "Acme", email).password();
    Agent founder = logIn(password).agent();
    String mate = newAdministrator(founder.accountId());
    Invitations invitations = server.bean(Invitations.class);
    server.tx(() -> invitations.create(founder));
    server.tx(() -> invitations.create(logIn(mate, "correct horse").agent()));

    admin("", "disable-user", mate);
    admin("", "enable-user", mate);

    assertThat(server.tx(() -> invitations.list(founder)))
        .extracting(InvitationView::userId)
        .containsExactly(founder.userId());
  }

  @Test
  void the_last_administrator_cannot_be_disabled() {
    String password = admin("", "create-account", "Acme", email).password();
    String mate = newAdministrator(logIn(password).agent().accountId());
    assertThat(admin("", "disable-user", mate).code).isEqualTo(OperatorCommand.DONE);

    Done refused = admin("", "disable-user", email);

    assertThat(refused.code).isEqualTo(OperatorCommand.FAILED);
    assertThat(refused.err.strip())
        .startsWith(email + " is the last administrator")
        .endsWith(".")
        .doesNotContain("\n");
    assertThat(logIn(password).agent().role()).isEqualTo(Role.ADMIN);
    admin("", "enable-user", mate);
    assertThat(admin("", "disable-user", email).code).isEqualTo(OperatorCommand.DONE);
  }

  @Test
  void of_two_administrators_who_are_disabled_at_the_same_time_one_stays() throws Exception {
    ExecutorService operators = Executors.newFixedThreadPool(2);
    try {
      for (int round = 0; round < 5; round++) {
        UUID account = newAccount();
        String one = newAdministrator(account);
        String other = newAdministrator(account);
        admin("", "disable-user", founder(account));

        List<Callable<Done>> both =
            List.of(() -> admin("", "disable-user", one), () -> admin("", "disable-user", other));
        int done = 0;
        for (Future<Done> result : operators.invokeAll(both)) {
          done += result.get().code == OperatorCommand.DONE ? 1 : 0;
        }
        assertThat(done).isOne();
      }
    } finally {
      operators.shutdownNow();
    }
  }

  private static String founder(UUID account) {
    return admin("", "users", account.toString())
        .out
        .lines()
        .findFirst()
        .orElseThrow()
        .split("\t")[1];
  }

  private static String newAdministrator(UUID account) {
    String mate = UUID.randomUUID() + "@example.com";
    admin("correct horse\n", "create-user", account.toString(), mate, "--password-stdin");
    admin("", "make-admin", mate);
    return mate;
  }

  private boolean exists(UUID customer) {
    return server.bean(Visitors.class).exists(customer, Optional.empty(), Optional.empty());
  }

  @Test
  void a_disabled_account_does_not_exist_for_anybody_until_it_is_enabled() {
    String password = admin("", "create-account", "Acme", email).password();
    SignedIn before = logIn(password);
    UUID account = before.agent().accountId();
    AccountWatch watch = server.bean(AccountWatch.class);
    AccountIdCache known = server.bean(AccountIdCache.class);
    assertThat(server.tx(() -> known.contain(account))).isTrue();
    UUID customer = server.newCustomer(account).customerId();
    assertThat(server.tx(() -> exists(customer))).isTrue();

    assertThat(admin("", "disable-account", account.toString()).code)
        .isEqualTo(OperatorCommand.DONE);
    assertThat(server.tx(watch::newlyDisabled)).contains(account);
    assertThat(server.tx(watch::newlyDisabled)).doesNotContain(account);

    assertThat(server.tx(() -> known.contain(account))).isFalse();
    assertThatThrownBy(() -> logIn(password)).isInstanceOf(DomainException.class);
    assertThatThrownBy(() -> renew(before)).isInstanceOf(DomainException.class);
    assertThat(server.tx(() -> sessions.endedAmong(List.of(before.agent().sessionId()))))
        .containsExactly(before.agent().sessionId());
    assertThat(server.tx(() -> exists(customer))).isFalse();
    Agent agent = before.agent();
    assertThat(server.tx(() -> server.bean(Messages.class).count(agent))).isZero();
    assertThatThrownBy(() -> server.tx(() -> server.bean(Accounts.class).show(agent)))
        .isInstanceOf(DomainException.class);

    admin("", "enable-account", account.toString());
    assertThat(server.tx(watch::newlyDisabled)).doesNotContain(account);
    assertThat(server.tx(() -> known.contain(account))).isTrue();
    assertThat(logIn(password).agent().accountId()).isEqualTo(account);
  }

  @Test
  void what_was_done_is_in_the_history_without_the_password() {
    Done created = admin("", "create-account", "Acme", email);
    admin("", "enable-user", email);

    String history = admin("", "history").out;

    assertThat(history).contains("enable-user\t" + email).contains("create-account");
    assertThat(history).doesNotContain(created.password());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "disable-account not-an-id",
        "disable-account 00000000-0000-4000-8000-000000000000",
        "users 00000000-0000-4000-8000-000000000000",
        "create-user 00000000-0000-4000-8000-000000000000 a@example.com",
        "create-account Acme no-address",
        "reset-password nobody@example.com",
        "make-admin nobody@example.com"
      })
  void what_cannot_be_done_is_one_sentence_and_exit_code_1(String words) {
    Done done = admin("", words.split(" "));

    assertThat(done.code).isEqualTo(OperatorCommand.FAILED);
    assertThat(done.err.strip()).endsWith(".").doesNotContain("\n").doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"invent", "accounts now", "disable-user", "create-user a b c", "users --all"})
  void what_is_no_command_is_exit_code_2(String words) {
    Done done = admin("", words.split(" "));

    assertThat(done.code).isEqualTo(OperatorCommand.MISUSED);
    assertThat(done.err).isNotBlank();
  }

  @Test
  void an_address_that_is_taken_or_a_short_password_changes_nothing() {
    admin("", "create-account", "Acme", email);

    assertThat(admin("", "create-account", "Other", email).err).contains("already");
    Done shortOne = admin("short\n", "reset-password", email, "--password-stdin");
    assertThat(shortOne.code).isEqualTo(OperatorCommand.FAILED);
    assertThat(shortOne.err).contains("8 to 4096 characters");
    assertThat(admin("", "reset-password", email, "--password-stdin").err)
        .contains("no password on the standard input");
  }

  @Test
  void a_name_is_one_line_and_is_refused_when_the_locale_has_lost_its_letters() {
    String password = admin("", "create-account", "Acme\tLtd\n", email).password();
    assertThat(admin("", "accounts").out)
        .contains(logIn(password).agent().accountId() + "\tAcme Ltd\t");

    Done refused = admin("", "create-account", "M\uFFFD\uFFFDller", "a" + email);
    assertThat(refused.code).isEqualTo(OperatorCommand.FAILED);
    assertThat(refused.err).contains("LC_ALL=C.UTF-8");
  }

  @Test
  void a_wrong_setting_or_an_unknown_host_is_distinguished_from_what_the_database_refuses() {
    Exception setting = new InvalidSettingException("DATABASE_URL is not set.");
    assertThat(withoutDatabase(new SQLException(setting.getMessage(), setting)))
        .isEqualTo(new Done(OperatorCommand.FAILED, "", "DATABASE_URL is not set.\n"));

    Exception host = new UnknownHostException("db.invalid");
    assertThat(withoutDatabase(new SQLException("The connection attempt failed.", "08001", host)))
        .extracting(Done::err)
        .asString()
        .startsWith("The database cannot be used: ")
        .contains("db.invalid");
  }

  @Test
  void a_database_that_no_server_has_used_yet_is_called_that() {
    DataSource empty =
        new PGSimpleDataSource() {
          @Override
          public Connection getConnection() throws SQLException {
            Connection connection = TestDatabase.running().application().getConnection();
            connection.setSchema("pg_catalog");
            return connection;
          }
        };
    Done done = admin(empty, empty, "", "accounts");

    assertThat(done.code).isEqualTo(OperatorCommand.FAILED);
    assertThat(done.err).startsWith("The tables of this release are not in the database: ");
  }

  private static Done withoutDatabase(SQLException why) {
    DataSource away =
        new PGSimpleDataSource() {
          @Override
          public Connection getConnection() throws SQLException {
            throw why;
          }
        };
    return admin(away, away, "", "accounts");
  }

  @Test
  void the_role_that_serves_cannot_list_the_accounts_and_the_sentence_names_who_can() {
    DataSource serving = TestDatabase.running().application();
    Done done = admin(serving, serving, "", "accounts");

    assertThat(done.code).isEqualTo(OperatorCommand.FAILED);
    assertThat(done.out).isEmpty();
    assertThat(done.err.strip()).endsWith("set DATABASE_OWNER_URL.").doesNotContain("\n");
  }

  @Test
  void help_lists_every_command() {
    Done done = admin("", "--help");

    assertThat(done.code).isEqualTo(OperatorCommand.DONE);
    assertThat(done.out).contains("reset-password", "disable-account", "make-admin");
    assertThat(admin("", "--password-stdin"))
        .isEqualTo(new Done(OperatorCommand.MISUSED, done.out, ""));
  }

  private UUID newAccount() {
    return server.newAccount().accountId();
  }

  private SignedIn logIn(String password) {
    return logIn(email, password);
  }

  private SignedIn logIn(String who, String password) {
    return server.tx(() -> sessions.logIn(who, password, SignInOrigin.of(ADDRESS)));
  }

  private SignedIn renew(SignedIn before) {
    return server.tx(() -> sessions.renew(before.renewToken(), Optional.empty()));
  }

  private static Done admin(String in, String... words) {
    TestDatabase running = TestDatabase.running();
    return admin(running.application(), running.owner(), in, words);
  }

  private static Done admin(DataSource serving, DataSource owner, String in, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new OperatorCommand(
                serving,
                owner,
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(List.of(words));
    return new Done(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
