package io.netia.registration.service;

import io.netia.accounts.Account;
import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.identity.service.SessionStore;
import io.netia.identity.service.SessionStore.Started;
import io.netia.inboxes.Inbox;
import io.netia.inboxes.NewInbox;
import io.netia.security.Role;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.tenancy.service.TenantEntities;
import io.netia.users.User;
import io.netia.users.service.SeatStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Rows behind {@link Registrations}: each method is one transaction, so that no password is hashed
 * while a connection is held.
 */
@Stateless
public class RegistrationStore {

  private static final int TEXT_MAX = 255;

  @Inject private TenantEntities entities;
  @Inject private TenantDatabase database;
  @Inject private SeatStore seats;
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
      seats.requireFree(openAccountOf(invitation.get()));
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
    Instant now = clock.instant();
    Account account = add(new Account(companyName, now), Account::id);
    User admin = addUser(account.id(), email, passwordHash, Role.ADMIN);
    Inbox inbox =
        new Inbox(
            account.id(), new NewInbox("Primary Inbox", description(companyName), null, null), now);
    inbox.becomePrimary(now);
    add(inbox, Inbox::accountId);
    database.update(
        account.id(),
        """
        with member as (
          insert into inbox_members (account_id, inbox_id, user_id, role) values (?, ?, ?, ?))
        insert into widget_settings (account_id, inbox_id) values (?, ?)""",
        account.id(),
        inbox.id(),
        admin.id(),
        admin.role().wire(),
        account.id(),
        inbox.id());
    return sessions.begin(account.id(), admin.id(), userAgent);
  }

  private static String description(String companyName) {
    String text = "The primary inbox of " + companyName;
    return text.substring(0, Math.min(text.length(), TEXT_MAX));
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
    seats.lockFree(account);
    User user = addUser(account, email, passwordHash, Role.USER);
    return sessions.begin(account, user.id(), userAgent);
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

  private User addUser(UUID account, String email, String passwordHash, Role role) {
    return add(new User(account, email, passwordHash, role, clock.instant()), User::accountId);
  }

  private <T> T add(T entity, Function<T, UUID> account) {
    return entities.call(
        account.apply(entity),
        manager -> {
          manager.persist(entity);
          return entity;
        });
  }
}
