package io.netia.conversations.service;

import io.netia.conversations.Conversation;
import io.netia.errors.DomainException;
import io.netia.security.Actor;
import io.netia.security.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * The only way to load a conversation for a caller. A conversation of another account, of another
 * customer, and one that does not exist are refused with the same answer.
 */
@ApplicationScoped
class ConversationAccess {

  @Inject private ConversationStore store;

  /** A conversation the caller may read. */
  Conversation forReading(Actor actor, UUID id) {
    return admitted(
        actor, store.find(actor.accountId(), id).orElseThrow(DomainException::notFound));
  }

  /** The same, locked: the caller is about to write to it. */
  Conversation lockForWriting(Actor actor, UUID id) {
    return admitted(
        actor, store.lock(actor.accountId(), id).orElseThrow(DomainException::notFound));
  }

  private static Conversation admitted(Actor actor, Conversation conversation) {
    if (!admits(actor, conversation)) {
      throw DomainException.notFound();
    }
    return conversation;
  }

  /** Whether a conversation is the caller's to read and to write to. */
  static boolean admits(Actor actor, Conversation conversation) {
    return conversation.accountId().equals(actor.accountId())
        && (!(actor instanceof Visitor visitor)
            || conversation.customerId().equals(visitor.customerId()));
  }
}
