package io.netia.conversations;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as stored. Immutable: each rule answers the conversation as it is afterwards.
 *
 * @param read whether the team has read the newest customer message
 * @param metadata a JSON object as text, or null
 * @param lastSeq number of the newest message; 0 when there is none
 * @param customerSeenSeq the customer has seen every teammate message up to this number
 * @param stored the state in the database that this one was read as or made from
 */
public record Conversation(
    UUID id,
    UUID accountId,
    UUID customerId,
    @Nullable UUID inboxId,
    @Nullable Long assigneeId,
    ConversationStatus status,
    ConversationPriority priority,
    ConversationSource source,
    boolean read,
    @Nullable String subject,
    @Nullable String metadata,
    @Nullable Instant firstRepliedAt,
    @Nullable Instant closedAt,
    @Nullable Instant archivedAt,
    Instant lastActivityAt,
    int lastSeq,
    int customerSeenSeq,
    Instant createdAt,
    Instant updatedAt,
    Revision stored) {

  /** A conversation that just began. */
  public static Conversation begun(UUID id, UUID accountId, UUID customerId, Instant at) {
    return new Conversation(
        id,
        accountId,
        customerId,
        null,
        null,
        ConversationStatus.OPEN,
        ConversationPriority.NOT_PRIORITY,
        ConversationSource.CHAT,
        false,
        null,
        null,
        null,
        null,
        null,
        at,
        0,
        0,
        at,
        at,
        new Revision(0, at, 0));
  }

  /**
   * What a new message does to its conversation. A customer's message opens the conversation and
   * makes it unread; a user's makes it read, and the first public reply takes the conversation
   * over; a bot's makes it unread.
   */
  public Conversation withMessage(Author author, boolean isPrivate, Instant at) {
    Editor next = edit(at);
    next.lastSeq = lastSeq + 1;
    next.lastActivityAt = at;
    if (author instanceof Author.Customer) {
      next.read = false;
      next.status = ConversationStatus.OPEN;
      next.closedAt = null;
    } else if (author instanceof Author.User user) {
      next.read = true;
      if (firstRepliedAt == null && !isPrivate) {
        next.firstRepliedAt = at;
        next.assigneeId = user.id();
      }
    } else {
      next.read = false;
    }
    return next.done();
  }

  /** Opens or closes; the same status again changes nothing. */
  public Conversation withStatus(ConversationStatus newStatus, Instant at) {
    if (newStatus == status) {
      return this;
    }
    Editor next = edit(at);
    next.status = newStatus;
    next.closedAt = newStatus == ConversationStatus.CLOSED ? at : null;
    next.lastActivityAt = at;
    return next.done();
  }

  /** Archives, or brings back from the archive. */
  public Conversation archived(boolean archived, Instant at) {
    if (archived == (archivedAt != null)) {
      return this;
    }
    Editor next = edit(at);
    next.archivedAt = archived ? at : null;
    return next.done();
  }

  /** The same, once its change has been stored: the next one starts from here. */
  public Conversation asStored() {
    return new Conversation(
        id,
        accountId,
        customerId,
        inboxId,
        assigneeId,
        status,
        priority,
        source,
        read,
        subject,
        metadata,
        firstRepliedAt,
        closedAt,
        archivedAt,
        lastActivityAt,
        lastSeq,
        customerSeenSeq,
        createdAt,
        updatedAt,
        stored.next(updatedAt));
  }

  /** Starts a change of several plain fields. */
  public Editor edit(Instant at) {
    return new Editor(this, at);
  }

  /**
   * Whether the difference to an earlier state is an event; activity and numbering alone are no
   * news.
   */
  public boolean differsFrom(Conversation earlier) {
    return read != earlier.read
        || status != earlier.status
        || priority != earlier.priority
        || source != earlier.source
        || !Objects.equals(assigneeId, earlier.assigneeId)
        || !Objects.equals(inboxId, earlier.inboxId)
        || !Objects.equals(subject, earlier.subject)
        || !Objects.equals(metadata, earlier.metadata)
        || !Objects.equals(firstRepliedAt, earlier.firstRepliedAt)
        || !Objects.equals(closedAt, earlier.closedAt)
        || !Objects.equals(archivedAt, earlier.archivedAt)
        || customerSeenSeq != earlier.customerSeenSeq;
  }

  /** A change in the making; the fields that callers may set freely have setters. */
  public static final class Editor {

    private final Conversation from;
    private final Instant at;
    private @Nullable UUID inboxId;
    private @Nullable Long assigneeId;
    private ConversationStatus status;
    private ConversationPriority priority;
    private ConversationSource source;
    private boolean read;
    private @Nullable String subject;
    private @Nullable String metadata;
    private @Nullable Instant firstRepliedAt;
    private @Nullable Instant closedAt;
    private @Nullable Instant archivedAt;
    private Instant lastActivityAt;
    private int lastSeq;
    private int customerSeenSeq;

    private Editor(Conversation from, Instant at) {
      this.from = from;
      this.at = at;
      this.inboxId = from.inboxId;
      this.assigneeId = from.assigneeId;
      this.status = from.status;
      this.priority = from.priority;
      this.source = from.source;
      this.read = from.read;
      this.subject = from.subject;
      this.metadata = from.metadata;
      this.firstRepliedAt = from.firstRepliedAt;
      this.closedAt = from.closedAt;
      this.archivedAt = from.archivedAt;
      this.lastActivityAt = from.lastActivityAt;
      this.lastSeq = from.lastSeq;
      this.customerSeenSeq = from.customerSeenSeq;
    }

    /** Moves to another inbox, or to none. */
    public Editor inbox(@Nullable UUID inbox) {
      this.inboxId = inbox;
      return this;
    }

    /** Assigns to a teammate, or to nobody. */
    public Editor assignee(@Nullable Long assignee) {
      this.assigneeId = assignee;
      return this;
    }

    /** Sets the priority. */
    public Editor priority(ConversationPriority newPriority) {
      this.priority = newPriority;
      return this;
    }

    /** Sets where the conversation came from. */
    public Editor source(ConversationSource newSource) {
      this.source = newSource;
      return this;
    }

    /** Marks as read or unread. */
    public Editor read(boolean isRead) {
      this.read = isRead;
      return this;
    }

    /** Sets or clears the subject. */
    public Editor subject(@Nullable String newSubject) {
      this.subject = newSubject;
      return this;
    }

    /** Replaces the metadata, a JSON object as text, or clears it. */
    public Editor metadata(@Nullable String newMetadata) {
      this.metadata = newMetadata;
      return this;
    }

    /** Notes that the customer has seen everything up to the newest message. */
    public Editor seenByCustomer() {
      this.customerSeenSeq = lastSeq;
      return this;
    }

    /** The conversation after the change. */
    public Conversation done() {
      return new Conversation(
          from.id,
          from.accountId,
          from.customerId,
          inboxId,
          assigneeId,
          status,
          priority,
          source,
          read,
          subject,
          metadata,
          firstRepliedAt,
          closedAt,
          archivedAt,
          lastActivityAt,
          lastSeq,
          customerSeenSeq,
          from.createdAt,
          at,
          from.stored);
    }
  }
}
