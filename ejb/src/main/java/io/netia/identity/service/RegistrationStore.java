package io.netia.identity.service;

import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.identity.service.SessionStore.Started;
import io.netia.security.Role;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Rows behind {@link Registrations}; each method is one transaction. */
@Stateless
public class RegistrationStore {

  @Inject private TenantDatabase database;
  @Inject private SessionStore sessions;
  @Inject private Clock clock;

  /**
   * Refuses what {@link #openAccount} and {@link #joinAccount} would, as far as can be seen
   * beforehand. They look again; this one comes before a password is hashed.
   *
   * @param invitation empty for a new account
   * @throws DomainException as {@link #joinAccount}
   * @throws ValidationException when the address is taken
   */
  public void check(Optional<UUID> invitation, String email) {
    if (invitation.isPresent()) {
      refuseFull(openAccountOf(invitation.get()), "");
    }
    boolean isTaken =
        database
            .lookUp("select user_id from find_login(?)", row -> row.count("user_id"), email)
            .isPresent();
    if (isTaken) {
      throw taken();
    }
  }

  /** What is answered to an address that somebody has. */
  static ValidationException taken() {
    return new ValidationException(
        Registrations.REFUSED, Map.of("email", List.of("has already been taken")));
  }

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
   * @throws DomainException 403 when the invitation is unknown, spent or over, or the account has
   *     no seat left
   */
  public Started joinAccount(
      UUID invitation, String email, String passwordHash, Optional<String> userAgent) {
    UUID account = openAccountOf(invitation);
    // Good once: of two who come at the same time the second waits here, and finds nothing.
    if (database.update(account, "delete from user_invitations where id = ?", invitation) == 0) {
      throw invalidInvitation();
    }
    refuseFull(account, " for update");
    return sessions.begin(account, addUser(account, email, passwordHash, Role.USER), userAgent);
  }

  private UUID openAccountOf(UUID invitation) {
    UUID account =
        database
            .lookUp(
                "select find_invitation(?) as account_id",
                row -> Optional.ofNullable(row.uuid("account_id")),
                invitation)
            .flatMap(found -> found)
            .orElseThrow(RegistrationStore::invalidInvitation);
    Instant expires =
        database
            .first(
                account,
                "select expires_at from user_invitations where id = ?",
                row -> row.instant("expires_at"),
                invitation)
            .orElseThrow(RegistrationStore::invalidInvitation);
    if (expires.isBefore(clock.instant())) {
      throw DomainException.forbidden("Invitation token has expired");
    }
    return account;
  }

  private static DomainException invalidInvitation() {
    return DomainException.forbidden("Invalid invitation token");
  }

  private void refuseFull(UUID account, String lock) {
    boolean full =
        database
            .first(
                account,
                "select (select count(*) from users where disabled_at is null and archived_at is null)"
                    + " >= case regexp_replace(subscription_plan, '^eu-', '') when 'starter' then 2 when 'lite' then 4 else 1000000 end as full"
                    + " from accounts where id = ?"
                    + lock,
                row -> row.flag("full"),
                account)
            .orElse(true);
    if (full) {
      throw DomainException.forbidden("The team has no free seat on its current plan");
    }
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
