package io.netia.users.service;

import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.input.Input;
import io.netia.limits.Budget;
import io.netia.security.Agent;
import io.netia.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
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

  @Inject private UserStore users;
  @Inject private InvitationStore store;
  @Inject private Clock clock;

  /** All of them, expired ones too, newest first. */
  @RolesAllowed(Roles.ADMIN)
  public List<InvitationView> list(Agent admin) {
    return store.list(admin.accountId());
  }

  /**
   * A new one, open for three days.
   *
   * @throws DomainException 403 when the plan has no seat left; 401 when the caller has lost the
   *     right to invite since the request came in
   */
  @RolesAllowed(Roles.ADMIN)
  public InvitationView create(Agent admin) {
    UUID account = admin.accountId();
    if (!users.hasFreeSeat(account)) {
      throw DomainException.forbidden("The team has no free seat on its current plan");
    }
    Instant now = clock.instant();
    InvitationView invitation =
        new InvitationView(UUID.randomUUID(), account, now.plus(OPEN), admin.userId());
    if (!store.add(invitation, admin.userId(), now)) {
      throw DomainException.unauthorizedRole();
    }
    return invitation;
  }

  /** One of the account's. */
  public InvitationView show(Agent agent, UUID id) {
    return store.find(agent.accountId(), id).orElseThrow(DomainException::notFound);
  }

  /**
   * Moves its end, also into the past: that closes it.
   *
   * @throws ValidationException when the time cannot be read or is far away
   */
  @RolesAllowed(Roles.ADMIN)
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
    end.ifPresent(moment -> store.changeEnd(admin.accountId(), id, moment, clock.instant()));
    return show(admin, id);
  }

  /** Takes it back. */
  @RolesAllowed(Roles.ADMIN)
  public void delete(Agent admin, UUID id) {
    if (!store.delete(admin.accountId(), id)) {
      throw DomainException.notFound();
    }
  }
}
