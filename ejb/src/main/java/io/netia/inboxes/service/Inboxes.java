package io.netia.inboxes.service;

import io.netia.conversations.service.Reassignment;
import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.inboxes.Inbox;
import io.netia.inboxes.InboxChange;
import io.netia.inboxes.NewInbox;
import io.netia.security.Agent;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Inboxes of the caller's account. */
@Stateless
public class Inboxes {

  @Inject private InboxStore store;
  @Inject private Reassignment reassignment;
  @Inject private Clock clock;

  /** All of them, the primary one first. */
  public List<InboxView> list(Agent agent) {
    return store.list(agent.accountId()).stream().map(InboxView::of).toList();
  }

  /** The one that is meant when none is named. */
  public Optional<InboxView> primary(Agent agent) {
    return store.primary(agent.accountId()).map(InboxView::of);
  }

  /** One of the account's. */
  public InboxView show(Agent agent, UUID id) {
    return InboxView.of(find(agent, id));
  }

  private Inbox find(Agent agent, UUID id) {
    return store.find(agent.accountId(), id).orElseThrow(DomainException::notFound);
  }

  /** A new one with its widget settings. */
  public InboxView create(Agent agent, NewInbox request) {
    Inbox inbox = new Inbox(agent.accountId(), request, clock.instant());
    store.add(inbox);
    if (Boolean.TRUE.equals(request.isPrimary())) {
      makePrimary(inbox, lockPrimary(agent));
    }
    return InboxView.of(inbox);
  }

  /**
   * Changes it. Making it primary takes that from the one that was; the primary one stays so until
   * another is.
   *
   * @throws ValidationException when the primary one is to be none
   */
  public InboxView change(Agent agent, UUID id, InboxChange request) {
    Optional<Inbox> primary =
        Boolean.TRUE.equals(request.isPrimary())
            ? Optional.of(lockPrimary(agent))
            : Optional.empty();
    Inbox inbox = lock(agent, id);
    if (inbox.isPrimary() && Boolean.FALSE.equals(request.isPrimary())) {
      throw ValidationException.field(
          "is_primary", "can't be taken away: make another inbox the primary one");
    }
    inbox.apply(request, clock.instant());
    primary.ifPresent(old -> makePrimary(inbox, old));
    store.flush(agent.accountId());
    return InboxView.of(inbox);
  }

  /** In this order: the index that allows one primary inbox looks at every statement. */
  private void makePrimary(Inbox inbox, Inbox old) {
    if (old.id().equals(inbox.id())) {
      return;
    }
    old.ceaseToBePrimary(clock.instant());
    store.flush(inbox.accountId());
    inbox.becomePrimary(clock.instant());
    store.flush(inbox.accountId());
  }

  private Inbox lockPrimary(Agent agent) {
    return store.lockPrimary(agent.accountId()).orElseThrow(DomainException::notFound);
  }

  private Inbox lock(Agent agent, UUID id) {
    return store.lock(agent.accountId(), id).orElseThrow(DomainException::notFound);
  }

  /**
   * Removes it with its widget settings; its conversations move to the primary inbox.
   *
   * @throws DomainException 403 for the primary inbox
   */
  public void delete(Agent admin, UUID id) {
    Inbox primary = lockPrimary(admin);
    // Nothing is put into it any more.
    Inbox inbox = lock(admin, id);
    if (inbox.isPrimary()) {
      throw DomainException.forbidden("The primary inbox cannot be deleted");
    }
    reassignment.moveToInbox(admin.accountId(), id, primary.id());
    store.delete(inbox);
  }
}
