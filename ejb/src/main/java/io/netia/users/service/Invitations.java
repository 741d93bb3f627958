package io.netia.users.service;

import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.security.Agent;
import io.netia.users.Invitation;
import io.netia.users.InvitationChange;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Invitations to the caller's account. They end with the right of the administrator who made them:
 * whoever takes that away takes them back.
 */
@Stateless
public class Invitations {

  @Inject private SeatStore seats;
  @Inject private InvitationStore store;
  @Inject private Clock clock;

  /** All of them, expired ones too, newest first. */
  public List<InvitationView> list(Agent admin) {
    return store.list(admin.accountId()).stream().map(InvitationView::of).toList();
  }

  /**
   * A new one, open for three days.
   *
   * @throws DomainException 403 when the plan has no seat left; 401 when the caller has lost the
   *     right to invite since the request came in
   */
  public InvitationView create(Agent admin) {
    UUID account = admin.accountId();
    seats.requireFree(account);
    if (!store.lockAdministrator(account, admin.userId())) {
      throw DomainException.unauthorizedRole();
    }
    Invitation invitation = new Invitation(account, admin.userId(), clock.instant());
    store.add(invitation);
    return InvitationView.of(invitation);
  }

  /** One of the account's. */
  public InvitationView show(Agent agent, UUID id) {
    return store
        .find(agent.accountId(), id)
        .map(InvitationView::of)
        .orElseThrow(DomainException::notFound);
  }

  /**
   * Moves its end, also into the past: that closes it.
   *
   * @throws ValidationException when the time is far away
   */
  public InvitationView change(Agent admin, UUID id, InvitationChange request) {
    Invitation invitation = lock(admin, id);
    invitation.apply(request, clock.instant());
    store.flush(admin.accountId());
    return InvitationView.of(invitation);
  }

  /** Takes it back. */
  public void delete(Agent admin, UUID id) {
    store.delete(lock(admin, id));
  }

  private Invitation lock(Agent admin, UUID id) {
    return store.lock(admin.accountId(), id).orElseThrow(DomainException::notFound);
  }
}
