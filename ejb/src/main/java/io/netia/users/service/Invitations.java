package io.netia.users.service;

import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.input.Input;
import io.netia.limits.Budget;
import io.netia.limits.Budget.Answers;
import io.netia.security.Agent;
import io.netia.tenancy.service.Row;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Invitations to the caller's account. They end with the right of the administrator who made them:
 * whoever takes that away takes them back.
 */
@Stateless
public class Invitations {

  /** How long an invitation to the team can be accepted. */
  private static final Duration OPEN = Duration.ofDays(3);

  private static final String SELECT =
      "select id, account_id, expires_at, user_id from user_invitations";

  @Inject private UserStore users;
  @Inject private TenantDatabase database;
  @Inject private Clock clock;

  /** All of them, expired ones too, newest first. */
  public List<InvitationView> list(Agent admin) {
    return database.list(
        admin.accountId(),
        SELECT + " order by inserted_at desc, id limit " + Answers.RECORDS,
        Invitations::view);
  }

  /**
   * A new one, open for three days.
   *
   * @throws DomainException 403 when the plan has no seat left; 401 when the caller has lost the
   *     right to invite since the request came in
   */
  public InvitationView create(Agent admin) {
    UUID account = admin.accountId();
    if (!users.hasFreeSeat(account)) {
      throw DomainException.forbidden("The team has no free seat on its current plan");
    }
    Instant now = clock.instant();
    InvitationView invitation =
        new InvitationView(UUID.randomUUID(), account, now.plus(OPEN), admin.userId());
    // The lock makes whoever is taking the caller's right away come before or after.
    int added =
        database.update(
            account,
            "insert into user_invitations (id, account_id, expires_at, inserted_at, updated_at, user_id)"
                + " select ?, ?, ?, ?, ?, maker.id from (select id from users where id = ? and role = 'admin'"
                + " and disabled_at is null and archived_at is null for share) maker",
            invitation.id(),
            account,
            invitation.expiresAt(),
            now,
            now,
            admin.userId());
    if (added == 0) {
      throw DomainException.unauthorizedRole();
    }
    return invitation;
  }

  /** One of the account's. */
  public InvitationView show(Agent agent, UUID id) {
    return database
        .first(agent.accountId(), SELECT + " where id = ?", Invitations::view, id)
        .orElseThrow(DomainException::notFound);
  }

  /**
   * Moves its end, also into the past: that closes it.
   *
   * @throws ValidationException when the time cannot be read or is far away
   */
  public InvitationView change(Agent admin, UUID id, Input fields) {
    Optional<Instant> end = fields.time("expires_at");
    if (fields.has("expires_at") && end.isEmpty()) {
      fields.require("expires_at");
    }
    if (end.filter(clock.instant().plus(Budget.Invitations.LONGEST)::isBefore).isPresent()) {
      fields.error(
          "expires_at", "should be at most " + Budget.Invitations.LONGEST.toDays() + " days ahead");
    }
    fields.check();
    end.ifPresent(
        moment ->
            database.update(
                admin.accountId(),
                "update user_invitations set expires_at = ?, updated_at = ? where id = ?",
                moment,
                clock.instant(),
                id));
    return show(admin, id);
  }

  /** Takes it back. */
  public void delete(Agent admin, UUID id) {
    if (database.update(admin.accountId(), "delete from user_invitations where id = ?", id) == 0) {
      throw DomainException.notFound();
    }
  }

  private static InvitationView view(Row row) throws SQLException {
    return new InvitationView(
        row.id("id"), row.id("account_id"), row.instant("expires_at"), row.number("user_id"));
  }
}
