package io.netia.openapi.rest;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.netia.conversations.ConversationPriority;
import io.netia.conversations.ConversationSource;
import io.netia.conversations.ConversationStatus;
import io.netia.conversations.service.UnreadCounts;
import io.netia.limits.Budget.Fields;
import io.netia.openapi.rest.MessageSchemas.MessageFields;
import io.netia.requests.Characters;
import io.netia.requests.Required;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/** Conversations. */
public final class ConversationSchemas {

  private ConversationSchemas() {}

  /** Which conversations are meant. */
  public record ConversationFilters(
      @Schema(implementation = ConversationStatus.class) @Nullable String status,
      @Schema(implementation = ConversationPriority.class) @Nullable String priority,
      @Schema(implementation = ConversationSource.class) @Nullable String source,
      @Nullable Boolean read,
      @Nullable UUID customerId,
      @Nullable UUID inboxId,
      @Schema(description = "Only those with this tag.") @Nullable UUID tagId,
      @Schema(description = "The id of a user, or `me`; empty or `null` for those of nobody.")
          @Nullable String assigneeId,
      @Schema(description = "Only those in which this user was mentioned: an id, or `me`.")
          @Nullable String mentioning,
      @Schema(description = "With `mentioning`: whether the mention was seen.")
          @Nullable Boolean hasSeenMention,
      @Schema(description = "Text in the customer's name or address, or in a message.")
          @Characters(max = 100)
          @Nullable String q) {}

  /** A page of conversations. */
  public record ConversationsQuery(
      @JsonUnwrapped ConversationFilters filters,
      @Schema(description = "Conversations in a page, 1 to 50.", defaultValue = "50")
          @Nullable Integer limit,
      @Schema(description = "`next` of the page before.") @Nullable String after,
      @Schema(description = "Newest messages of each conversation, at most 200.")
          @Nullable Integer messagesLimit) {}

  /** How much of a conversation. */
  public record ConversationQuery(
      @Schema(description = "Newest messages, at most 500.") @Nullable Integer messagesLimit) {}

  /** How many other conversations. */
  public record RelatedQuery(
      @Schema(description = "At most so many.", defaultValue = "3") @Nullable Integer limit) {}

  /** A conversation of a visitor. */
  public record VisitorConversationsQuery(
      @Required UUID accountId, @Required UUID customerId, @Nullable UUID inboxId) {}

  /** A shared conversation. */
  public record SharedQuery(
      @Required UUID conversationId,
      @Schema(description = "The token of the link.") @Required String token) {}

  /** Which messages of one conversation. */
  public record PositionQuery(
      @Schema(description = "Messages above this `seq`, oldest first.", defaultValue = "0")
          @Nullable Integer afterSeq,
      @Schema(description = "Messages below this `seq`, newest first, instead.")
          @Nullable Integer beforeSeq,
      @Schema(description = "At most so many, 200 or fewer.", defaultValue = "200")
          @Nullable Integer limit,
      @Schema(description = Texts.WAIT) @JsonProperty("wait") @Nullable Integer seconds,
      @Schema(description = "Of a visitor: the account.") @Nullable UUID accountId,
      @Schema(description = "Of a visitor: who it is.") @Nullable UUID customerId) {}

  /** A conversation to begin, with its first message in one of two places. */
  public record ConversationStart(
      @Required NewConversation conversation, @Nullable MessageFields message) {}

  /** A conversation to begin. */
  public record NewConversation(
      @Schema(description = "Needed without an access token, and else the caller's.")
          @Nullable UUID accountId,
      @Required UUID customerId,
      @Schema(description = "The primary inbox if it is absent.") @Nullable UUID inboxId,
      @Characters(max = Fields.TEXT) @Nullable String subject,
      @Nullable Map<String, Object> metadata,
      @Schema(description = Texts.TEAM_ONLY, implementation = ConversationStatus.class)
          @Nullable String status,
      @Schema(description = Texts.TEAM_ONLY, implementation = ConversationPriority.class)
          @Nullable String priority,
      @Schema(description = Texts.TEAM_ONLY) @Nullable Boolean read,
      @Schema(description = Texts.TEAM_ONLY) @Nullable Long assigneeId,
      @Schema(description = Texts.TEAM_ONLY, implementation = ConversationSource.class)
          @Nullable String source,
      @Schema(description = "The first message.") @Nullable MessageFields message) {}

  /** What is to be changed of a conversation. */
  public record ConversationUpdate(@Required ConversationFields conversation) {}

  /** Fields of a conversation; what is absent stays. */
  public record ConversationFields(
      @Schema(implementation = ConversationStatus.class) @Nullable String status,
      @Schema(implementation = ConversationPriority.class) @Nullable String priority,
      @Nullable Boolean read,
      JsonNullable<@Nullable Long> assigneeId,
      @Nullable UUID inboxId,
      JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> subject,
      JsonNullable<@Nullable Map<String, Object>> metadata,
      @Schema(description = "Any time archives it now, null brings it back.")
          JsonNullable<@Nullable Instant> archivedAt) {}

  /** A number. */
  public record Count(@Schema(description = "How many there are.") long count) {}

  /** A link. */
  public record ShareLink(
      boolean ok, @Schema(description = "Opens the conversation for 24 hours.") String token) {}

  /** The end of links. */
  public record EndedLinks(
      boolean ok, @Schema(description = "How many links have ended.") int ended) {}

  /** Counters, once in groups and once beside each other. */
  public record Unread(
      UnreadCounts.Buckets conversations,
      @Schema(description = "Unread open conversations by the id of the inbox.")
          Map<UUID, Long> inboxes,
      @JsonUnwrapped UnreadCounts.Buckets flat,
      @JsonAnyGetter Map<UUID, Long> flatInboxes) {}
}
