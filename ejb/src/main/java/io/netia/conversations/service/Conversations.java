package io.netia.conversations.service;

import io.netia.conversations.Conversation;
import io.netia.conversations.ConversationPriority;
import io.netia.conversations.ConversationSource;
import io.netia.conversations.ConversationStatus;
import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.input.Input;
import io.netia.json.service.Json;
import io.netia.limits.Budget;
import io.netia.limits.Budget.Fields;
import io.netia.security.Actor;
import io.netia.security.Agent;
import io.netia.security.SystemJob;
import io.netia.security.Visitor;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Beginning and changing conversations. */
@Stateless
public class Conversations {

  private static final String MISSING = "does not exist";

  @Inject private ConversationAccess access;
  @Inject private ConversationStore store;
  @Inject private ConversationEvents events;
  @Inject private Messages messages;
  @Inject private IdempotencyKeys idempotencyKeys;
  @Inject private ShareLinks shareLinks;
  @Inject private Clock clock;

  /**
   * Begins a conversation for a customer of the caller's account, with a first message written as
   * the caller when one is given.
   *
   * @param idempotencyKey a repeat with the same key answers with the conversation of the first
   *     request
   * @throws ValidationException field errors, among them references that do not exist in the
   *     account
   */
  public ConversationView create(
      Agent agent, Input conversation, Optional<Input> message, Optional<String> idempotencyKey) {
    Instant now = clock.instant();
    UUID customer = requiredCustomer(conversation);
    Conversation.Editor editor =
        Conversation.begun(UUID.randomUUID(), agent.accountId(), customer, now).edit(now);
    plainFields(agent, conversation, editor);
    conversation.oneOf("source", ConversationSource.class).ifPresent(editor::source);
    ConversationStatus status =
        conversation.oneOf("status", ConversationStatus.class).orElse(ConversationStatus.OPEN);
    conversation.check();
    Optional<NewMessage> first = message.map(words -> Messages.fromTeam(agent, words));
    message.ifPresent(Input::check);
    return begin(
        agent,
        editor.done().withStatus(status, now),
        first,
        idempotencyKey.map(
            key ->
                new KeyedRequest(IdempotencyKey.of(agent, key), content(conversation, message))));
  }

  /**
   * Begins a conversation as an anonymous caller: reads account, customer, inbox, subject and
   * metadata and nothing else. The first message, when one is given, is the customer's; one without
   * words is left out, and of one with words whatever else cannot be read.
   */
  public ConversationView createAsVisitor(
      UUID accountId,
      Input conversation,
      Optional<Input> message,
      Optional<String> idempotencyKey) {
    Instant now = clock.instant();
    UUID customer = requiredCustomer(conversation);
    SystemJob actor = new SystemJob(accountId);
    Conversation.Editor editor =
        Conversation.begun(UUID.randomUUID(), accountId, customer, now).edit(now);
    inbox(actor, conversation, editor);
    conversation.line("subject", Fields.TEXT).ifPresent(editor::subject);
    conversation.object("metadata", Fields.METADATA).map(Json::object).ifPresent(editor::metadata);
    conversation.check();
    Visitor visitor = new Visitor(accountId, customer);
    Optional<NewMessage> first =
        message.flatMap(words -> Messages.firstFromVisitor(visitor, words));
    return begin(
            visitor,
            editor.done(),
            first,
            idempotencyKey.map(
                key ->
                    new KeyedRequest(
                        IdempotencyKey.of(visitor, key), content(conversation, message))))
        .withoutMetadata();
  }

  /** An idempotency key and the content of its request. */
  private record KeyedRequest(IdempotencyKey key, Object content) {}

  private static List<Map<String, ?>> content(Input conversation, Optional<Input> message) {
    return message.isPresent()
        ? List.of(conversation.values(), message.get().values())
        : List.of(conversation.values());
  }

  private static UUID requiredCustomer(Input conversation) {
    Optional<UUID> customer = conversation.uuid("customer_id");
    if (customer.isEmpty()) {
      conversation.require("customer_id");
      conversation.check();
    }
    return customer.orElseThrow();
  }

  private ConversationView begin(
      Actor actor, Conversation begun, Optional<NewMessage> message, Optional<KeyedRequest> keyed) {
    if (!store.hasCustomer(begun.accountId(), begun.customerId())) {
      throw ValidationException.field("customer_id", MISSING);
    }
    if (keyed.isPresent()) {
      Optional<UUID> earlier =
          idempotencyKeys.claim(
              begun.accountId(),
              "conversation",
              keyed.get().key(),
              keyed.get().content(),
              begun.id());
      if (earlier.isPresent()) {
        return ConversationView.of(access.forReading(actor, earlier.get()));
      }
    }
    Conversation placed =
        begun.inboxId() != null
            ? begun
            : begun
                .edit(begun.createdAt())
                .inbox(store.primaryInbox(begun.accountId()).orElse(null))
                .done();
    store.add(placed);
    if (message.isPresent()) {
      messages.store(placed, message.get());
    }
    Conversation stored = store.find(placed.accountId(), placed.id()).orElseThrow();
    events.begun(stored);
    return ConversationView.of(stored);
  }

  /**
   * Changes what callers may change; times, archive and first reply are the server's. Publishes the
   * new state when something did change.
   */
  public ConversationView update(Agent agent, UUID id, Input changes) {
    Conversation old = access.lockForWriting(agent, id);
    Instant now = clock.instant();
    Conversation.Editor editor = old.edit(now);
    plainFields(agent, changes, editor);
    Optional<ConversationStatus> status = changes.oneOf("status", ConversationStatus.class);
    if (changes.has("status") && status.isEmpty() && changes.raw("status").isEmpty()) {
      changes.require("status");
    }
    changes.check();
    Conversation changed =
        status.map(to -> editor.done().withStatus(to, now)).orElseGet(editor::done);
    if (changes.has("archived_at")) {
      changed = changed.archived(changes.raw("archived_at").isPresent(), now);
    }
    return saved(old, changed);
  }

  /** Archives: gone from lists and counts, still readable by id. */
  public ConversationView archive(Agent agent, UUID id) {
    Conversation old = access.lockForWriting(agent, id);
    return saved(old, old.archived(true, clock.instant()));
  }

  /**
   * Somebody of the team has read the conversation: it counts as read, and the caller's mentions in
   * it as seen.
   */
  public void markRead(Agent agent, UUID id) {
    Conversation old = access.lockForWriting(agent, id);
    Instant now = clock.instant();
    store.markMentionsSeen(agent.accountId(), id, agent.userId(), now);
    saved(old, old.edit(now).read(true).done());
  }

  private ConversationView saved(Conversation old, Conversation changed) {
    if (!changed.differsFrom(old)) {
      return ConversationView.of(old);
    }
    store.save(changed);
    events.changed(changed);
    return ConversationView.of(changed);
  }

  /**
   * Removes some messages of a conversation that is about to be removed, so that no transaction
   * holds it, and everybody who writes to it, for long.
   *
   * @return whether there may be more
   */
  public boolean deleteSomeMessages(Agent agent, UUID id) {
    access.forReading(agent, id);
    int most = Budget.Database.DELETED_AT_ONCE;
    return store.deleteMessages(agent.accountId(), id, most) == most;
  }

  /** Removes a conversation and its messages for good. */
  public void delete(Agent agent, UUID id) {
    Conversation conversation = access.lockForWriting(agent, id);
    store.delete(agent.accountId(), id);
    events.ended(conversation.archived(true, clock.instant()));
  }

  /** A token that opens this one conversation to whoever has it, for 24 hours. */
  public String share(Agent agent, UUID id) {
    access.forReading(agent, id);
    return shareLinks.give(agent, id);
  }

  /** Ends all links to a conversation, whoever of the team gave them; answers how many. */
  public int unshare(Agent agent, UUID id) {
    access.forReading(agent, id);
    return shareLinks.takeBack(agent, id);
  }

  /**
   * Whether a socket may join: as the conversation's customer, or as an agent of its account.
   *
   * @throws DomainException not found in every other case
   */
  public JoinedConversation join(Optional<Agent> agent, UUID id, Optional<UUID> customerId) {
    UUID account =
        agent
            .map(Agent::accountId)
            .or(() -> customerId.flatMap(ignored -> store.account(id)))
            .orElseThrow(DomainException::notFound);
    Actor actor = agent.isPresent() ? agent.get() : new Visitor(account, customerId.orElseThrow());
    Conversation conversation = access.forReading(actor, id);
    return new JoinedConversation(
        id,
        account,
        conversation.customerId(),
        conversation.lastSeq(),
        conversation.stored().editCount(),
        ConversationView.of(conversation).forVisitors());
  }

  private void plainFields(Actor actor, Input fields, Conversation.Editor editor) {
    fields.oneOf("priority", ConversationPriority.class).ifPresent(editor::priority);
    fields.bool("read").ifPresent(editor::read);
    inbox(actor, fields, editor);
    assignee(actor, fields, editor);
    if (fields.has("subject")) {
      editor.subject(fields.line("subject", Fields.TEXT).orElse(null));
    }
    if (fields.has("metadata")) {
      editor.metadata(
          fields.object("metadata", Fields.TEAM_METADATA).map(Json::object).orElse(null));
    }
  }

  private void inbox(Actor actor, Input fields, Conversation.Editor editor) {
    Optional<UUID> inbox = fields.uuid("inbox_id");
    if (inbox.isPresent() && !store.hasInbox(actor.accountId(), inbox.get())) {
      fields.error("inbox_id", MISSING);
    }
    inbox.ifPresent(editor::inbox);
  }

  private void assignee(Actor actor, Input fields, Conversation.Editor editor) {
    if (!fields.has("assignee_id")) {
      return;
    }
    Optional<Long> assignee = fields.integer("assignee_id");
    if (assignee.isPresent() && !store.hasUser(actor.accountId(), assignee.get())) {
      fields.error("assignee_id", MISSING);
    }
    editor.assignee(assignee.orElse(null));
  }
}
