package io.netia.conversations.service;

import io.netia.conversations.Author;
import io.netia.conversations.Conversation;
import io.netia.conversations.MessageSource;
import io.netia.conversations.MessageType;
import io.netia.conversations.service.ConversationVersionCache.Known;
import io.netia.conversations.service.MessageStore.Stored;
import io.netia.crypto.service.SecretBox;
import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.input.Input;
import io.netia.json.service.Json;
import io.netia.json.service.RawJson;
import io.netia.limits.Budget.Answers;
import io.netia.limits.Budget.Fields;
import io.netia.live.service.AfterCommitEvents;
import io.netia.security.Actor;
import io.netia.security.Agent;
import io.netia.security.Visitor;
import io.netia.tenancy.service.DatabaseFailure;
import io.netia.tenancy.service.InTransaction;
import io.netia.tenancy.service.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Messages of a conversation: sent once however often they are tried, numbered in commit order,
 * published to everyone concerned.
 */
@ApplicationScoped
public class Messages {

  @Inject private ConversationAccess access;
  @Inject private MessageStore store;
  @Inject private ConversationStore conversations;
  @Inject private ConversationEvents events;
  @Inject private ConversationVersionCache recent;
  @Inject private AfterCommitEvents afterCommit;
  @Inject private Transactions transactions;
  @Inject private SecretBox box;
  @Inject private Clock clock;

  /**
   * Stores a message and publishes it after the commit. A repeat (same {@code client_id}; or, from
   * clients that know of none, the same author, {@code sent_at} and body within a minute) answers
   * with the stored message and does nothing else.
   *
   * <p>A visitor may set {@code body, sent_at, client_id, file_ids, metadata}; an agent also {@code
   * type, content_type, private, source, subject, mentioned_user_ids, customer_id}. Everything else
   * is ignored.
   *
   * @throws DomainException not found, when the conversation is not the caller's to write to
   * @throws ValidationException field errors
   */
  public SentMessage send(Actor actor, UUID conversationId, Input fields) {
    NewMessage message =
        actor instanceof Visitor visitor ? fromVisitor(visitor, fields) : fromTeam(actor, fields);
    fields.check();
    if (transactions.isActive()) {
      return sendUnderLock(actor, conversationId, message, false);
    }
    Optional<SentMessage> sent = sendOptimistically(actor, conversationId, message);
    return sent.isPresent()
        ? sent.get()
        : transactions.call(() -> sendUnderLock(actor, conversationId, message, true));
  }

  /**
   * Locks the conversation, and stores the message when the caller has the lock.
   *
   * @param isAlone whether the transaction does nothing else, so that the row's version stands for
   *     the state that the message leaves
   */
  private SentMessage sendUnderLock(
      Actor actor, UUID conversationId, NewMessage message, boolean isAlone) {
    Conversation conversation = access.lockForWriting(actor, conversationId);
    if (isOfAnotherCustomer(message, conversation)) {
      throw DomainException.forbidden("The customer is not the one of this conversation");
    }
    return store(conversation, message, isAlone);
  }

  private static boolean isOfAnotherCustomer(NewMessage message, Conversation conversation) {
    return message.author() instanceof Author.Customer customer
        && !customer.id().equals(conversation.customerId());
  }

  /**
   * Stores the message in one round trip, when this node knows how the conversation was left and
   * that is still so. Empty when it has to be stored under the lock, where refusals have their
   * messages.
   */
  private Optional<SentMessage> sendOptimistically(
      Actor actor, UUID conversationId, NewMessage message) {
    if (!message.isPlain()) {
      return Optional.empty();
    }
    Optional<Known> known = recent.take(conversationId);
    if (known.isEmpty()
        || !ConversationAccess.admits(actor, known.get().conversation())
        || isOfAnotherCustomer(message, known.get().conversation())) {
      return Optional.empty();
    }
    return transactions.call(() -> sendOptimistically(known.get(), message));
  }

  private Optional<SentMessage> sendOptimistically(Known known, NewMessage message) {
    Conversation before = known.conversation();
    Conversation moved = before.withMessage(message.author(), message.isPrivate(), clock.instant());
    boolean changed = moved.differsFrom(before);
    afterCommit.reserve(moved.id());
    try {
      return store
          .storeIfUnchanged(moved, message, UUID.randomUUID(), changed, known.rowVersion())
          .map(
              stored -> {
                SentMessage sent = published(moved, message, stored, changed);
                // Its one statement has committed, and its place among the announcements is taken:
                // the next message takes a later one.
                recent.keep(new Known(moved.asStored(), stored.rowVersion()));
                return sent;
              });
    } catch (DatabaseFailure failed) {
      if (failed.isInDoubt()) {
        events.doubtful(moved);
      }
      throw failed;
    }
  }

  /** Stores a message in a conversation that the caller has locked, or has just begun. */
  SentMessage store(Conversation conversation, NewMessage message) {
    return store(conversation, message, false);
  }

  private SentMessage store(Conversation conversation, NewMessage message, boolean isAlone) {
    if (!message.fileIds().isEmpty()
        && store.countFiles(conversation.accountId(), message.fileIds())
            != message.fileIds().size()) {
      throw ValidationException.field("file_ids", "does not exist");
    }
    Instant now = clock.instant();
    Conversation moved = conversation.withMessage(message.author(), message.isPrivate(), now);
    boolean changed = moved.differsFrom(conversation);
    UUID id = UUID.randomUUID();
    Optional<Stored> stored = store.store(moved, message, id, changed);
    if (stored.isEmpty()) {
      MessageView first = store.repeated(conversation, message, now);
      if (message.clientId() != null && !isRepeat(message, first)) {
        throw ValidationException.field("client_id", "has already been taken");
      }
      return rendered(first, true);
    }
    MessageView view = withRest(moved, message, stored.get().message());
    String rowVersion = stored.get().rowVersion();
    SentMessage sent = published(moved, message, new Stored(view, rowVersion), changed);
    if (isAlone) {
      recent.keepAfterCommit(new Known(moved.asStored(), rowVersion));
    } else {
      recent.forget(moved.id());
    }
    return sent;
  }

  /**
   * Whether a message with a known {@code client_id} is that message, which may be edited since.
   */
  private boolean isRepeat(NewMessage message, MessageView first) {
    boolean isSameAuthor =
        Objects.equals(message.author().customerId(), first.customerId())
            && Objects.equals(message.author().userId(), first.userId());
    boolean isSameContent =
        Objects.equals(message.body(), first.body())
            && message.type().wire().equals(first.type())
            && message.isPrivate() == first.isPrivate();
    return isSameAuthor && (isSameContent || store.isEdited(first));
  }

  private SentMessage published(
      Conversation moved, NewMessage message, Stored stored, boolean changed) {
    SentMessage sent = rendered(stored.message(), false);
    MessageCounters.count(message.source());
    events.sent(moved, sent, message);
    if (changed) {
      events.announceChange(moved);
    }
    return sent;
  }

  private MessageView withRest(Conversation conversation, NewMessage message, MessageView stored) {
    if (!message.mentionedUserIds().isEmpty()) {
      store.mention(
          conversation.accountId(), conversation.id(), stored.id(), message.mentionedUserIds());
    }
    if (message.fileIds().isEmpty()) {
      return stored;
    }
    store.attach(conversation.accountId(), stored.id(), message.fileIds());
    return store.find(conversation.accountId(), stored.id()).orElseThrow();
  }

  private static SentMessage rendered(MessageView view, boolean repeated) {
    RawJson forAgents = new RawJson(Json.write(view));
    // Nobody is sent a visitor's view of a note.
    RawJson forVisitors =
        view.isPrivate() ? new RawJson("{}") : new RawJson(Json.write(view.forVisitors()));
    return new SentMessage(view.id(), view.seq(), repeated, forAgents, forVisitors);
  }

  /**
   * The {@code client_id} that an agent's Idempotency-Key stands for: the key itself when it is an
   * id; else an id that nobody else can work out, in the shape of version 4, which deployed clients
   * insist on.
   */
  public UUID clientId(Agent agent, String key) {
    return Input.uuidOf(key)
        .orElseGet(() -> ofDigest(box.sign("idempotency", IdempotencyKey.of(agent, key).digest())));
  }

  private static UUID ofDigest(byte[] digest) {
    ByteBuffer bytes = ByteBuffer.wrap(digest);
    long high = (bytes.getLong() & ~0xF000L) | 0x4000L;
    long low = (bytes.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  /** The fields that a customer may set. */
  static NewMessage fromVisitor(Visitor visitor, Input message) {
    return new NewMessage(
        new Author.Customer(visitor.customerId()),
        body(message),
        MessageType.REPLY,
        "text",
        false,
        MessageSource.CHAT,
        null,
        message.uuid("client_id").orElse(null),
        message.time("sent_at").orElse(null),
        message.object("metadata", Fields.METADATA).map(Json::object).orElse(null),
        message.uuids("file_ids", Fields.FILES),
        List.of());
  }

  /**
   * The first message of a conversation that a visitor begins: without words there is none, and
   * what cannot be read beside the words is left out, so that they are not lost.
   *
   * @throws ValidationException when the words themselves are refused
   */
  static Optional<NewMessage> firstFromVisitor(Visitor visitor, Input message) {
    NewMessage written = fromVisitor(visitor, message);
    if (message.errors().isEmpty()) {
      return Optional.of(written);
    }
    if (message.errors().containsKey("body")
        && !message.raw("body").map(Object::toString).orElse("").isBlank()) {
      throw new ValidationException(message.errors());
    }
    Input rest = message.without(message.errors().keySet());
    NewMessage kept = fromVisitor(visitor, rest);
    return rest.errors().isEmpty() ? Optional.of(kept) : Optional.empty();
  }

  /**
   * The fields that an agent, or the server, may set. With {@code customer_id} it is written as the
   * customer.
   */
  static NewMessage fromTeam(Actor actor, Input message) {
    Optional<UUID> customer = message.uuid("customer_id");
    if (customer.isPresent() && message.raw("user_id").isPresent()) {
      throw ValidationException.rule("A message is from a customer or from a user, not from both");
    }
    MessageType type = message.oneOf("type", MessageType.class).orElse(MessageType.REPLY);
    boolean isPrivate = message.bool("private").orElse(type == MessageType.NOTE);
    return new NewMessage(
        author(actor, customer),
        body(message),
        type,
        message.line("content_type", Fields.TEXT).orElse("text"),
        isPrivate,
        message.oneOf("source", MessageSource.class).orElse(MessageSource.CHAT),
        message.line("subject", Fields.TEXT).orElse(null),
        message.uuid("client_id").orElse(null),
        message.time("sent_at").orElse(null),
        message.object("metadata", Fields.TEAM_METADATA).map(Json::object).orElse(null),
        message.uuids("file_ids", Fields.FILES),
        message.integers("mentioned_user_ids", Fields.MENTIONS));
  }

  private static Author author(Actor actor, Optional<UUID> customer) {
    if (customer.isPresent()) {
      return new Author.Customer(customer.get());
    }
    return actor instanceof Agent agent ? new Author.User(agent.userId()) : new Author.Bot();
  }

  private static Optional<String> words(Input message) {
    return message.prose("body", Fields.MESSAGE_BODY, Fields.MESSAGE_CONTROLS);
  }

  private static @Nullable String body(Input message) {
    Optional<String> body = words(message);
    boolean hasFiles = message.raw("file_ids").filter(ids -> !ids.equals(List.of())).isPresent();
    if (body.filter(text -> !text.isBlank()).isEmpty() && !hasFiles) {
      message.require("body");
    }
    return body.orElse(null);
  }

  /** Messages of the caller's account, newest first, at most 1 000. */
  @InTransaction
  public List<MessageView> list(Agent agent, Input query) {
    return store.list(agent.accountId(), MessageFilter.of(query));
  }

  /** Number of messages of the caller's account. */
  @InTransaction
  public long count(Agent agent) {
    return store.count(agent.accountId());
  }

  /** One message. */
  @InTransaction
  public MessageView show(Agent agent, UUID id) {
    return find(agent, id);
  }

  /** Changes the text of a message ({@code body, content_type, metadata}) and publishes it. */
  @InTransaction
  public MessageView update(Agent agent, UUID id, Input changes) {
    Conversation conversation = lockConversationOf(agent, id);
    MessageView old = find(agent, id);
    String body = changes.has("body") ? words(changes).orElse(null) : old.body();
    String contentType = changes.text("content_type", Fields.TEXT).orElse(old.contentType());
    RawJson metadata =
        changes.has("metadata")
            ? changes
                .object("metadata", Fields.TEAM_METADATA)
                .map(map -> new RawJson(Json.object(map)))
                .orElse(null)
            : old.metadata();
    if (body == null && old.attachments().json().equals("[]")) {
      changes.require("body");
    }
    changes.check();
    MessageView changed = old.with(body, contentType, metadata);
    Instant now = clock.instant();
    store.update(changed, changes.has("metadata"), now);
    conversations.edited(conversation, !changed.isPrivate(), now);
    events.edited(conversation, changed);
    return changed;
  }

  /** Removes a message for good; its number stays unused. */
  @InTransaction
  public void delete(Agent agent, UUID id) {
    Conversation conversation = lockConversationOf(agent, id);
    MessageView message = find(agent, id);
    store.delete(agent.accountId(), id);
    conversations.edited(conversation, !message.isPrivate(), clock.instant());
    events.deleted(conversation, message);
  }

  /** Messages change under the lock of their conversation, as they come: in one order for all. */
  private Conversation lockConversationOf(Agent agent, UUID message) {
    return access.lockForWriting(agent, find(agent, message).conversationId());
  }

  private MessageView find(Agent agent, UUID message) {
    return store.find(agent.accountId(), message).orElseThrow(DomainException::notFound);
  }

  /**
   * What came after a message that the caller has, oldest first, in the caller's view: at most 200
   * messages of together 1 MB, of which the last may be larger.
   */
  @InTransaction
  public MessagePage after(Actor actor, UUID conversationId, int afterSeq, int limit) {
    access.forReading(actor, conversationId);
    return page(actor, store.after(actor.accountId(), conversationId, afterSeq, of(actor, limit)));
  }

  /**
   * All that came after a message that the caller has, oldest first, in the caller's view. Empty
   * when it is more than the answer to a join may bring: the rest is then neither read nor
   * rendered.
   */
  @InTransaction
  public Optional<List<RawJson>> allAfter(Actor actor, UUID conversationId, int afterSeq) {
    access.forReading(actor, conversationId);
    MessageStore.Page page =
        new MessageStore.Page(
            Answers.MESSAGE_PAGE, Answers.RESUME_BYTES, !(actor instanceof Visitor));
    MessageStore.Found found = store.after(actor.accountId(), conversationId, afterSeq, page);
    return found.hasMore() ? Optional.empty() : resumed(actor, found.messages());
  }

  private static Optional<List<RawJson>> resumed(Actor actor, List<MessageView> messages) {
    List<RawJson> rendered = new ArrayList<>();
    // In characters, of which almost all take one byte.
    long size = 0;
    for (MessageView message : messages) {
      RawJson shown = shown(actor, message);
      size += shown.json().length();
      if (size > Answers.RESUME_BYTES) {
        return Optional.empty();
      }
      rendered.add(shown);
    }
    return Optional.of(rendered);
  }

  /**
   * What came before a message that the caller has, newest first, in the caller's view; bounded as
   * {@link #after}.
   */
  @InTransaction
  public MessagePage before(Actor actor, UUID conversationId, int beforeSeq, int limit) {
    access.forReading(actor, conversationId);
    return page(
        actor, store.before(actor.accountId(), conversationId, beforeSeq, of(actor, limit)));
  }

  private static MessageStore.Page of(Actor actor, int limit) {
    return new MessageStore.Page(
        Math.max(1, Math.min(limit, Answers.MESSAGE_PAGE)),
        Answers.PUBLIC_MESSAGES_BYTES,
        !(actor instanceof Visitor));
  }

  private static MessagePage page(Actor actor, MessageStore.Found found) {
    return new MessagePage(
        found.messages().stream().map(message -> shown(actor, message)).toList(), found.hasMore());
  }

  private static RawJson shown(Actor actor, MessageView message) {
    return new RawJson(Json.write(actor instanceof Visitor ? message.forVisitors() : message));
  }

  /** The customer has seen what the team wrote; published to the team when it is new. */
  @InTransaction
  public void seen(Visitor visitor, UUID conversationId) {
    Conversation conversation = access.lockForWriting(visitor, conversationId);
    if (conversation.customerSeenSeq() == conversation.lastSeq()) {
      return;
    }
    Instant now = clock.instant();
    int marked = store.markSeen(conversation, now);
    Conversation after = conversation.edit(now).seenByCustomer().done();
    conversations.save(after);
    if (marked > 0) {
      events.seen(after, now);
    } else {
      events.passed(after);
    }
  }
}
