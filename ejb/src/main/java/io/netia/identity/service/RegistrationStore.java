package io.netia.identity.service;

import io.netia.actors.Role;
import io.netia.identity.service.SessionStore.Started;
import io.netia.problems.Failure;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Rows behind {@link Registrations}; each method is one transaction. */
@Stateless
public class RegistrationStore {

  @Inject private TenantDatabase database;
  @Inject private SessionStore sessions;
  @Inject private Clock clock;

  /** A new account with its administrator, primary inbox, membership and widget settings. */
  public Started openAccount(
      String companyName, String email, String passwordHash, Optional<String> userAgent) {
    UUID account = UUID.randomUUID();
    UUID inbox = UUID.randomUUID();
    database.update(
        account, "insert into accounts (id, company_name) values (?, ?)", account, companyName);
    long user = addUser(account, email, passwordHash, Role.ADMIN);
    database.update(
        account,
        "insert into inboxes (id, account_id, name, description, is_primary) values (?, ?, 'Primary Inbox', ?, true)",
        inbox,
        account,
        description(companyName));
    database.update(
        account,
        "insert into inbox_members (account_id, inbox_id, user_id, role) values (?, ?, ?, ?)",
        account,
        inbox,
        user,
        Role.ADMIN.wire());
    database.update(
        account,
        "insert into widget_settings (account_id, inbox_id) values (?, ?)",
        account,
        inbox);
    return sessions.begin(account, user, userAgent);
  }

  private static String description(String companyName) {
    String text = "The primary inbox of " + companyName;
    return text.substring(0, Math.min(text.length(), 255));
  }

  /**
   * A teammate in the account that invited; the invitation is spent with it.
   *
   * @throws Failure 403 when the invitation is unknown, spent or over, or the account has no seat
   *     left
   */
  public Started joinAccount(
      UUID invitation, String email, String passwordHash, Optional<String> userAgent) {
    UUID account =
        database
            .lookUp(
                "select find_invitation(?) as account_id",
                row -> Optional.ofNullable(row.uuid("account_id")),
                invitation)
            .flatMap(found -> found)
            .orElseThrow(() -> Failure.forbidden("Invalid invitation token"));
    Instant expires =
        database
            .first(
                account,
                "select expires_at from user_invitations where id = ?",
                row -> row.instant("expires_at"),
                invitation)
            .orElseThrow(() -> Failure.forbidden("Invalid invitation token"));
    if (expires.isBefore(clock.instant())) {
      throw Failure.forbidden("Invitation token has expired");
    }
    // Good once: of two who come at the same time the second waits here, and finds nothing.
    if (database.update(account, "delete from user_invitations where id = ?", invitation) == 0) {
      throw Failure.forbidden("Invalid invitation token");
    }
    boolean full =
        database
            .first(
                account,
                "select (select count(*) from users where disabled_at is null and archived_at is null)"
                    + " >= case regexp_replace(subscription_plan, '^eu-', '') when 'starter' then 2 when 'lite' then 4 else 1000000 end as full"
                    + " from accounts where id = ? for update",
                row -> row.flag("full"),
                account)
            .orElse(true);
    if (full) {
      throw Failure.forbidden("The team has no free seat on its current plan");
    }
    return sessions.begin(account, addUser(account, email, passwordHash, Role.USER), userAgent);
  }

  private long addUser(UUID account, String email, String passwordHash, Role role) {
    return database
        .first(
            account,
            "insert into users (account_id, email, password_hash, role) values (?, ?, ?, ?) returning id",
            row -> row.count("id"),
            account,
            email,
            passwordHash,
            role.wire())
        .orElseThrow();
  }
}
