package io.netia.conversations.service;

import io.netia.conversations.Conversation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes all conversations of an inbox or of a teammate at once, in the caller's transaction, and
 * publishes it.
 */
@ApplicationScoped
public class Reassignment {

  /** Beyond, clients read again instead of getting each change. */
  private static final int ANNOUNCED_MAX = 500;

  @Inject private ConversationStore store;
  @Inject private ConversationEvents events;
  @Inject private Clock clock;

  /** Moves what is in one inbox to another. */
  public void moveToInbox(UUID account, UUID from, UUID to) {
    change(account, new Change("inbox_id", from, to, editor -> editor.inbox(to)));
  }

  /** Takes away from a teammate what is assigned to him or her. */
  public void unassign(UUID account, long user) {
    change(account, new Change("assignee_id", user, null, editor -> editor.assignee(null)));
  }

  /** A value that becomes another one, in the column and in the conversation. */
  private record Change(
      String column, Object from, @Nullable Object to, Consumer<Conversation.Editor> edit) {

    Conversation of(Conversation conversation, Instant now) {
      Conversation.Editor editor = conversation.edit(now);
      edit.accept(editor);
      return editor.done();
    }
  }

  private void change(UUID account, Change change) {
    List<UUID> locked = store.lockWhere(account, change.column(), change.from());
    if (locked.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    boolean isEachAnnounced = locked.size() <= ANNOUNCED_MAX;
    List<Conversation> before = isEachAnnounced ? store.findAll(account, locked) : List.of();
    store.change(account, locked, change.column(), change.to(), isEachAnnounced, now);
    events.changed(
        account,
        locked,
        before.stream().map(conversation -> change.of(conversation, now)).toList());
  }
}
