package io.netia.conversations.service;

import io.netia.conversations.Conversation;
import io.netia.conversations.ConversationPriority;
import io.netia.conversations.ConversationSource;
import io.netia.conversations.ConversationStatus;
import io.netia.json.service.Json;
import io.netia.json.service.RawJson;
import io.netia.limits.Budget.Answers;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A conversation on the wire (Conversation in {@code docs/protocol.md}), with the numbers that
 * resuming clients use.
 */
public record ConversationView(
    UUID id,
    String object,
    @Schema(implementation = ConversationSource.class) String source,
    LocalDateTime createdAt,
    LocalDateTime updatedAt,
    @Nullable Instant closedAt,
    @Nullable Instant archivedAt,
    Instant lastActivityAt,
    @Schema(implementation = ConversationStatus.class) String status,
    boolean read,
    @Schema(implementation = ConversationPriority.class) String priority,
    @Nullable String subject,
    UUID accountId,
    UUID customerId,
    @Nullable Long assigneeId,
    @Nullable UUID inboxId,
    @Nullable RawJson metadata,
    int lastSeq,
    int customerSeenSeq) {

  /** What the team sees. */
  public static ConversationView of(Conversation conversation) {
    return new ConversationView(
        conversation.id(),
        "conversation",
        conversation.source().wire(),
        Json.row(conversation.createdAt()),
        Json.row(conversation.updatedAt()),
        conversation.closedAt(),
        conversation.archivedAt(),
        conversation.lastActivityAt(),
        conversation.status().wire(),
        conversation.read(),
        conversation.priority().wire(),
        conversation.subject(),
        conversation.accountId(),
        conversation.customerId(),
        conversation.assigneeId(),
        conversation.inboxId(),
        metadata(conversation.metadata()),
        conversation.lastSeq(),
        conversation.customerSeenSeq());
  }

  private static @Nullable RawJson metadata(@Nullable String json) {
    return json == null || json.length() > Answers.METADATA_BYTES ? null : new RawJson(json);
  }

  /** For visitors: the metadata is the team's. */
  public ConversationView withoutMetadata() {
    return new ConversationView(
        id,
        object,
        source,
        createdAt,
        updatedAt,
        closedAt,
        archivedAt,
        lastActivityAt,
        status,
        read,
        priority,
        subject,
        accountId,
        customerId,
        assigneeId,
        inboxId,
        null,
        lastSeq,
        customerSeenSeq);
  }

  /** For whoever has a link. */
  ConversationView forReaders(Pseudonyms pseudonyms) {
    return new ConversationView(
        id,
        object,
        source,
        createdAt,
        updatedAt,
        closedAt,
        archivedAt,
        lastActivityAt,
        status,
        read,
        priority,
        subject,
        pseudonyms.of(accountId),
        pseudonyms.of(customerId),
        null,
        null,
        null,
        lastSeq,
        customerSeenSeq);
  }

  /** The part that the conversation's own topic may carry. */
  public Map<String, Object> forVisitors() {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("status", status);
    view.put("read", read);
    view.put("closed_at", closedAt);
    view.put("last_activity_at", lastActivityAt);
    view.put("assignee_id", assigneeId);
    view.put("priority", priority);
    view.put("subject", subject);
    return view;
  }
}
