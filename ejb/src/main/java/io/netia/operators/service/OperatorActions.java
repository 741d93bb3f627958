package io.netia.operators.service;

import io.netia.identity.service.CredentialRules;
import io.netia.identity.service.OpaqueToken;
import io.netia.identity.service.Passwords;
import io.netia.users.ActiveAdministrators;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * What an operator can do, in the transaction of one connection: the serving role's, or for the
 * list of accounts the owner's. Each change is noted beside it. Answers are lines for the operator.
 */
final class OperatorActions {

  private static final int TEXT_MAX = 255;

  /** What stands for a byte of a command line that is no character in the locale. */
  private static final char UNREADABLE = '\uFFFD';

  private final Statements statements;
  private final String operator;

  OperatorActions(Connection connection, String operator) {
    this.statements = new Statements(connection);
    this.operator = operator.substring(0, Math.min(operator.length(), TEXT_MAX));
  }

  List<String> accounts() throws SQLException {
    List<String> isOperator =
        statements.lines(
            "select netia_is_operator() from set_config('netia.operator', 'on', true)");
    if (!isOperator.equals(List.of("t"))) {
      throw new Refusal(
          "Only the owner of the tables can list the accounts: set DATABASE_OWNER_URL.");
    }
    return statements.lines(
        "select a.id, a.company_name,"
            + " (select count(*) from users u where u.account_id = a.id and u.archived_at is null) || ' users',"
            + " coalesce('disabled ' || a.disabled_at::date, 'enabled') from accounts a order by a.inserted_at, a.id");
  }

  List<String> users(String account) throws SQLException {
    enter(account);
    return statements.lines(
        "select id, email, role, case when archived_at is not null then 'archived' when disabled_at is not null then 'disabled'"
            + " else 'enabled' end from users order by id");
  }

  List<String> history() throws SQLException {
    return statements.lines(
        "select performed_at::timestamptz(0), operator, action, subject from operator_actions order by id desc limit 100");
  }

  List<String> createAccount(String name, String email, String password) throws SQLException {
    String company = companyName(name);
    UUID account = UUID.randomUUID();
    statements.enter(account);
    statements.update("insert into accounts (id, company_name) values (?, ?)", account, company);
    List<String> lines = addUser(account, email, "admin", password);
    statements.update(
        "with inbox as (insert into inboxes (account_id, name, description, is_primary)"
            + " values (?, 'Primary Inbox', left('The primary inbox of ' || ?, 255), true) returning id),"
            + " member as (insert into inbox_members (account_id, inbox_id, user_id, role)"
            + " select ?, inbox.id, u.id, 'admin' from inbox, users u)"
            + " insert into widget_settings (account_id, inbox_id) select ?, id from inbox",
        account,
        company,
        account,
        account);
    note("create-account", account.toString());
    return Statements.joined(List.of("Account " + account + " was created."), lines);
  }

  private static String companyName(String given) {
    if (given.indexOf(UNREADABLE) >= 0) {
      throw new Refusal(
          "The account's name has letters that Java cannot read in this locale: set LC_ALL=C.UTF-8.");
    }
    String name = given.replaceAll("\\p{Cntrl}", " ").strip();
    if (name.isEmpty() || name.length() > TEXT_MAX) {
      throw new Refusal("The account's name must have 1 to " + TEXT_MAX + " characters.");
    }
    return name;
  }

  List<String> createUser(String account, String email, String password) throws SQLException {
    List<String> lines = addUser(enter(account), email, "user", password);
    note("create-user", normal(email));
    return lines;
  }

  List<String> setAccountDisabled(String account, boolean disabled) throws SQLException {
    UUID id = enter(account);
    statements.update(
        "update accounts set disabled_at = case when ? then coalesce(disabled_at, now()) end, version = version + 1, updated_at = now()"
            + " where id = ?",
        disabled,
        id);
    if (disabled) {
      statements.update(
          "update sessions set revoked_at = now(), updated_at = now() where account_id = ? and revoked_at is null",
          id);
    }
    note(disabled ? "disable-account" : "enable-account", id.toString());
    return List.of("Account " + id + " is " + (disabled ? "disabled." : "enabled."));
  }

  List<String> makeAdmin(String email) throws SQLException {
    long user = enterAccountOf(email);
    statements.update(
        "update users set role = 'admin', version = version + 1, updated_at = now() where id = ?",
        user);
    note("make-admin", normal(email));
    return List.of(normal(email) + " is an administrator.");
  }

  List<String> resetPassword(String email, String password) throws SQLException {
    long user = enterAccountOf(email);
    String fresh = checked(password);
    statements.update(
        "update users set password_hash = ?, password_reset_token_hash = null, version = version + 1, updated_at = now() where id = ?",
        Passwords.hashed(fresh),
        user);
    endSessions(user);
    note("reset-password", normal(email));
    return Statements.joined(
        List.of("The password of " + normal(email) + " was changed."), shown(password, fresh));
  }

  List<String> setUserDisabled(String email, boolean disabled) throws SQLException {
    long user = enterAccountOf(email);
    if (disabled) {
      refuseLastAdministrator(user, email);
    }
    statements.update(
        "update users set disabled_at = case when ? then coalesce(disabled_at, now()) end, version = version + 1, updated_at = now()"
            + " where id = ?",
        disabled,
        user);
    if (disabled) {
      endSessions(user);
      statements.update("delete from user_invitations where user_id = ?", user);
    }
    note(disabled ? "disable-user" : "enable-user", normal(email));
    return List.of(normal(email) + " is " + (disabled ? "disabled." : "enabled."));
  }

  private void refuseLastAdministrator(long user, String email) throws SQLException {
    List<Long> active =
        statements.lines(ActiveAdministrators.LOCK).stream().map(Long::valueOf).toList();
    if (new ActiveAdministrators(active).isLast(user)) {
      throw new Refusal(
          normal(email)
              + " is the last administrator of the account: make somebody else one first, or disable the account.");
    }
  }

  private List<String> addUser(UUID account, String email, String role, String password)
      throws SQLException {
    String address = normal(email);
    if (!CredentialRules.isEmail(address)) {
      throw new Refusal("\"" + email + "\" is not an e-mail address.");
    }
    if (!statements.lines("select user_id from find_login(?)", address).isEmpty()) {
      throw new Refusal("There is a user " + address + " already.");
    }
    String fresh = checked(password);
    statements.update(
        "insert into users (account_id, email, password_hash, role) values (?, ?, ?, ?)",
        account,
        address,
        Passwords.hashed(fresh),
        role);
    return Statements.joined(
        List.of(
            address + " was created, as " + (role.equals("admin") ? "administrator." : "user.")),
        shown(password, fresh));
  }

  /** The password that was given, else one that nobody guesses. */
  private static String checked(String given) {
    if (given.isEmpty()) {
      return OpaqueToken.random().substring(0, 20);
    }
    if (!CredentialRules.isPassword(given)) {
      throw new Refusal("A password must have " + CredentialRules.PASSWORD_RANGE + " characters.");
    }
    return given;
  }

  private static List<String> shown(String given, String fresh) {
    return given.isEmpty() ? List.of("Password: " + fresh) : List.of();
  }

  private void endSessions(long user) throws SQLException {
    statements.update(
        "update sessions set revoked_at = now(), updated_at = now() where user_id = ? and revoked_at is null",
        user);
  }

  private long enterAccountOf(String email) throws SQLException {
    List<String> found =
        statements.lines("select user_id, account_id from find_login(?)", normal(email));
    if (found.isEmpty()) {
      throw new Refusal("There is no user " + normal(email) + ".");
    }
    String[] login = found.get(0).split("\t", -1);
    statements.enter(UUID.fromString(login[1]));
    return Long.parseLong(login[0]);
  }

  private UUID enter(String account) throws SQLException {
    UUID id;
    try {
      id = UUID.fromString(account.strip());
    } catch (IllegalArgumentException wrong) {
      throw new Refusal("\"" + account + "\" is not the id of an account.");
    }
    statements.enter(id);
    if (statements.lines("select 1 from accounts where id = ?", id).isEmpty()) {
      throw new Refusal("There is no account " + id + ".");
    }
    return id;
  }

  private void note(String action, String subject) throws SQLException {
    statements.update(
        "insert into operator_actions (operator, action, subject) values (?, ?, ?)",
        operator,
        action,
        subject);
  }

  private static String normal(String email) {
    return CredentialRules.address(email);
  }
}
