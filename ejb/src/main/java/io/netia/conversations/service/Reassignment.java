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
 * tells everyone concerned.
 */
@ApplicationScoped
public class Reassignment {

  @Inject private ConversationStore store;
  @Inject private ConversationEvents events;
  @Inject private Clock clock;

  /** Moves what is in one inbox to another. */
  public void moveToInbox(UUID account, UUID from, UUID to) {
    change(account, "inbox_id", from, to, editor -> editor.inbox(to));
  }

  /** Takes away from a teammate what is assigned to him or her. */
  public void unassign(UUID account, long user) {
    change(account, "assignee_id", user, null, editor -> editor.assignee(null));
  }

  private void change(
      UUID account,
      String column,
      Object from,
      @Nullable Object to,
      Consumer<Conversation.Editor> change) {
    List<Conversation> concerned = store.lockWhere(account, column, from);
    if (concerned.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    store.changeWhere(account, column, from, to, now);
    events.changed(
        account,
        concerned.stream()
            .map(
                conversation -> {
                  Conversation.Editor editor = conversation.edit(now);
                  change.accept(editor);
                  return editor.done();
                })
            .toList());
  }
}
