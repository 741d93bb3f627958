package io.netia.conversations.service;

import io.netia.conversations.Author;
import io.netia.conversations.Conversation;
import io.netia.conversations.Revision;
import io.netia.feed.service.FeedStore;
import io.netia.json.service.Json;
import io.netia.live.service.AfterCommitEvents;
import io.netia.live.service.ChangeRange;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The events of conversations and their topics: live after the commit, and a row in the feed for
 * those who were away.
 */
@ApplicationScoped
class ConversationEvents {

  private static final Logger LOG = System.getLogger(ConversationEvents.class.getName());

  @Inject private AfterCommitEvents afterCommit;
  @Inject private FeedStore feed;
  @Inject private Clock clock;

  /**
   * A new message; the feed row was written with it. Private ones are for the team only. Who is in
   * both topics gets it in the author's first, as deployed clients expect.
   */
  void sent(Conversation conversation, SentMessage message, NewMessage words) {
    boolean isPrivate = words.isPrivate();
    log(Level.DEBUG, conversation.id(), isPrivate ? "a note was written" : "a message was sent");
    ChangeRange change = change(conversation);
    LiveEvent forVisitors =
        LiveEvent.of(Topics.conversation(conversation.id()), "shout", message.forVisitors().json());
    LiveEvent forAgents =
        LiveEvent.of(
            Topics.notification(conversation.accountId()), "shout", message.forAgents().json());
    boolean isByCustomer = words.author() instanceof Author.Customer;
    if (!isPrivate && isByCustomer) {
      afterCommit.announce(change, forVisitors);
    }
    afterCommit.announce(change, forAgents);
    if (!isPrivate && !isByCustomer) {
      afterCommit.announce(change, forVisitors);
    }
  }

  /** A message that may have been stored or not: what cannot be announced can be read again. */
  void doubtful(Conversation conversation) {
    log(Level.WARNING, conversation.id(), "nobody knows whether a message was stored");
    afterCommit.publishNow(LiveEvent.resync(Topics.conversation(conversation.id())));
    afterCommit.publishNow(LiveEvent.resync(Topics.notification(conversation.accountId())));
  }

  /** A changed message. */
  void edited(Conversation conversation, MessageView message) {
    aboutMessage(
        change(conversation),
        message,
        LiveEvent.MESSAGE_UPDATED,
        Json.write(message),
        counted(conversation, message, Json.write(message.forVisitors())));
  }

  /** A message that is gone. */
  void deleted(Conversation conversation, MessageView message) {
    Map<String, Object> gone = new LinkedHashMap<>();
    gone.put("id", message.id());
    gone.put("conversation_id", message.conversationId());
    gone.put("seq", message.seq());
    String payload = Json.write(gone);
    aboutMessage(
        change(conversation),
        message,
        LiveEvent.MESSAGE_DELETED,
        payload,
        counted(conversation, message, payload));
  }

  /** How many edits there were with this one: who misses one sees it by the number of the next. */
  private static String counted(Conversation before, MessageView message, String payload) {
    int count = before.stored().editCount() + (message.isPrivate() ? 0 : 1);
    return payload.substring(0, payload.length() - 1) + ",\"edit_count\":" + count + "}";
  }

  private void aboutMessage(
      ChangeRange change, MessageView message, String event, String forAgents, String forVisitors) {
    log(Level.INFO, message.conversationId(), event);
    feed.add(message.accountId(), event, message.conversationId(), message.id(), message.seq());
    if (!message.isPrivate()) {
      afterCommit.announce(
          change, LiveEvent.of(Topics.conversation(message.conversationId()), event, forVisitors));
    }
    afterCommit.announce(
        change, LiveEvent.of(Topics.notification(message.accountId()), event, forAgents));
  }

  /** A conversation that began. */
  void begun(Conversation conversation) {
    log(Level.INFO, conversation.id(), "begun");
    feed.add(conversation.accountId(), "conversation:created", conversation.id());
    String payload = Json.write(Map.of("id", conversation.id()));
    ChangeRange first = ChangeRange.first(conversation.id(), conversation.stored().number());
    afterCommit.announce(
        first,
        LiveEvent.of(
            Topics.notification(conversation.accountId()), "conversation:created", payload));
    afterCommit.announce(
        first,
        LiveEvent.of(Topics.lobby(conversation.customerId()), "conversation:created", payload));
  }

  /** A conversation that changed, with its row in the feed. */
  void changed(Conversation conversation) {
    log(Level.DEBUG, conversation.id(), "changed");
    feed.add(conversation.accountId(), LiveEvent.CONVERSATION_UPDATED, conversation.id());
    announceChange(conversation);
  }

  /**
   * Conversations that changed at once, with their rows in the feed.
   *
   * @param states their new states, or empty when they are too many: then the team reads again
   */
  void changed(UUID account, List<UUID> conversations, List<Conversation> states) {
    feed.addAll(account, LiveEvent.CONVERSATION_UPDATED, conversations);
    if (states.isEmpty()) {
      afterCommit.announce(LiveEvent.resync(Topics.notification(account)));
    }
    states.forEach(this::announceChange);
  }

  /** A conversation that changed; the feed row was written already. */
  void announceChange(Conversation conversation) {
    ConversationView view = ConversationView.of(conversation);
    afterCommit.announce(
        change(conversation),
        LiveEvent.of(
            Topics.notification(conversation.accountId()),
            LiveEvent.CONVERSATION_UPDATED,
            update(conversation.id(), view)));
    afterCommit.announce(
        change(conversation),
        LiveEvent.of(
            Topics.conversation(conversation.id()),
            LiveEvent.CONVERSATION_UPDATED,
            update(conversation.id(), view.forVisitors())));
  }

  /** A conversation that is gone for good: it leaves every list, and who is in it leaves it. */
  void ended(Conversation archived) {
    log(Level.INFO, archived.id(), "deleted");
    changed(archived);
    afterCommit.announce(change(archived), LiveEvent.ended(Topics.conversation(archived.id())));
  }

  /** A conversation that changed without news for anybody. */
  void passed(Conversation conversation) {
    afterCommit.advance(change(conversation));
  }

  /** The customer has seen everything up to the newest message. */
  void seen(Conversation conversation, Instant at) {
    feed.addSeen(conversation.accountId(), conversation.id(), conversation.customerSeenSeq(), at);
    Map<String, Object> seen = new LinkedHashMap<>();
    seen.put("conversation_id", conversation.id());
    seen.put("seen_at", at);
    seen.put("seq", conversation.customerSeenSeq());
    String payload = Json.write(seen);
    afterCommit.announce(
        change(conversation),
        LiveEvent.of(Topics.notification(conversation.accountId()), "messages:seen", payload));
    // The visitor's other windows show what is new, too.
    afterCommit.announce(
        change(conversation),
        LiveEvent.of(Topics.conversation(conversation.id()), "messages:seen", payload));
    changed(conversation);
  }

  private ChangeRange change(Conversation conversation) {
    Revision stored = conversation.stored();
    boolean closely =
        Duration.between(stored.at(), clock.instant()).compareTo(ChangeRange.CLOSELY) < 0;
    return new ChangeRange(conversation.id(), stored.number(), stored.number() + 1, closely);
  }

  /**
   * The form that operators look for with {@code grep "conversation:ID"}; never the text of a
   * message.
   */
  private static void log(Level level, UUID conversation, String what) {
    if (LOG.isLoggable(level)) {
      LOG.log(level, "conversation:" + conversation + " " + what);
    }
  }

  private static String update(UUID id, Object updates) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("id", id);
    payload.put("updates", updates);
    return Json.write(payload);
  }
}
