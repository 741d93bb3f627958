package io.netia.inboxes.service;

import io.netia.conversations.service.Reassignment;
import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.inboxes.InboxFields;
import io.netia.input.Input;
import io.netia.security.Agent;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Inboxes of the caller's account. */
@Stateless
public class Inboxes {

  private static final String IS_PRIMARY = "is_primary";

  @Inject private InboxStore store;
  @Inject private Reassignment reassignment;
  @Inject private Clock clock;

  /** All of them, the primary one first. */
  public List<InboxView> list(Agent agent) {
    return store.list(agent.accountId());
  }

  /** The one that is meant when none is named. */
  public Optional<InboxView> primary(Agent agent) {
    return store.primary(agent.accountId());
  }

  /** One of the account's. */
  public InboxView show(Agent agent, UUID id) {
    return store.find(agent.accountId(), id).orElseThrow(DomainException::notFound);
  }

  /**
   * A new one with its widget settings.
   *
   * @throws ValidationException field errors
   */
  public InboxView create(Agent agent, Input fields) {
    UUID id = UUID.randomUUID();
    Map<String, @Nullable Object> values = InboxFields.of(fields, true);
    boolean primary = fields.bool(IS_PRIMARY).orElse(false);
    fields.check();
    store.add(agent.accountId(), id, values);
    if (primary) {
      makePrimary(agent.accountId(), id);
    }
    return show(agent, id);
  }

  /**
   * Changes it. Making it primary takes that from the one that was; the primary one stays so until
   * another is.
   *
   * @throws ValidationException field errors
   */
  public InboxView change(Agent agent, UUID id, Input fields) {
    InboxView inbox = show(agent, id);
    Map<String, @Nullable Object> values = InboxFields.of(fields, false);
    Optional<Boolean> primary = fields.bool(IS_PRIMARY);
    if (inbox.isPrimary() && primary.equals(Optional.of(false))) {
      fields.error(IS_PRIMARY, "can't be taken away: make another inbox the primary one");
    }
    fields.check();
    store.change(agent.accountId(), id, values, clock.instant());
    if (primary.orElse(false)) {
      makePrimary(agent.accountId(), id);
    }
    return show(agent, id);
  }

  /** In this order: the index that allows one primary inbox looks at every statement. */
  private void makePrimary(UUID account, UUID id) {
    Optional<UUID> old = store.lockPrimary(account).filter(primary -> !primary.equals(id));
    old.ifPresent(
        primary -> store.change(account, primary, Map.of(IS_PRIMARY, false), clock.instant()));
    store.change(account, id, Map.of(IS_PRIMARY, true), clock.instant());
  }

  /**
   * Removes it with its widget settings; its conversations move to the primary inbox.
   *
   * @throws DomainException 403 for the primary inbox
   */
  public void delete(Agent admin, UUID id) {
    show(admin, id);
    UUID primary = store.lockPrimary(admin.accountId()).orElseThrow(DomainException::notFound);
    if (primary.equals(id)) {
      throw DomainException.forbidden("The primary inbox cannot be deleted");
    }
    // Nothing is put into it any more.
    store.lock(admin.accountId(), id);
    reassignment.moveToInbox(admin.accountId(), id, primary);
    store.delete(admin.accountId(), id);
  }
}
