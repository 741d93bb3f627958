package io.netia.openapi.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.netia.conversations.MessageSource;
import io.netia.conversations.MessageType;
import io.netia.limits.Budget.Fields;
import io.netia.requests.Characters;
import io.netia.requests.Required;
import io.netia.security.Role;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/** Messages, and what the database renders as JSON beside them. */
public final class MessageSchemas {

  private MessageSchemas() {}

  /** Which messages of the account. */
  public record MessagesQuery(
      @Nullable UUID conversationId,
      @Nullable UUID customerId,
      @Nullable Long userId,
      @Schema(implementation = MessageSource.class) @Nullable String source,
      @Schema(implementation = MessageType.class) @Nullable String type,
      @JsonProperty("private") @Nullable Boolean isPrivate,
      @Schema(description = "Text in the message.") @Characters(max = 100) @Nullable String body,
      @Schema(description = "At most so many, 1000 or fewer.", defaultValue = "1000")
          @Nullable Integer limit) {}

  /** A message to send. */
  public record MessageSend(@Required NewMessage message) {}

  /** A message to send into a conversation. */
  public record NewMessage(@Required UUID conversationId, @JsonUnwrapped MessageFields fields) {}

  /** What a message can be given. */
  public record MessageFields(
      @Schema(description = "The text; needed without `file_ids`.", example = "How can I help you?")
          @Characters(max = Fields.MESSAGE_BODY)
          @Nullable String body,
      @Schema(implementation = MessageType.class, defaultValue = "reply") @Nullable String type,
      @Schema(description = "Of the text.", defaultValue = "text") @Characters(max = Fields.TEXT)
          @Nullable String contentType,
      @Schema(description = "A note for the team alone; the default of type `note`.")
          @JsonProperty("private")
          @Nullable Boolean isPrivate,
      @Schema(implementation = MessageSource.class, defaultValue = "chat") @Nullable String source,
      @Schema(description = "Kept, and not shown.") @Characters(max = Fields.TEXT)
          @Nullable String subject,
      @Nullable UUID clientId,
      @Nullable Instant sentAt,
      @Nullable Map<String, Object> metadata,
      @Schema(description = "The conversation's customer, to write as that one.")
          @Nullable UUID customerId,
      @Schema(description = "Attachments, at most 20.") @Nullable List<UUID> fileIds,
      @Schema(description = "Users to mention, at most 100.")
          @Nullable List<Long> mentionedUserIds) {}

  /** What is to be changed of a message. */
  public record MessageUpdate(@Required MessageText message) {}

  /** Fields of a message that can change; what is absent stays. */
  public record MessageText(
      @Characters(max = Fields.MESSAGE_BODY) @Nullable String body,
      @Characters(max = Fields.TEXT) @Nullable String contentType,
      JsonNullable<@Nullable Map<String, Object>> metadata) {}

  /** An attachment. */
  public record File(UUID id, String object, String fileUrl, String contentType, String filename) {}

  /** A tag. */
  public record Tag(
      UUID id,
      String object,
      String name,
      @Nullable String description,
      @Nullable String color,
      LocalDateTime createdAt,
      LocalDateTime updatedAt) {}

  /** That a user was mentioned. */
  public record Mention(
      UUID id,
      String object,
      UUID accountId,
      LocalDateTime createdAt,
      @Nullable Instant seenAt,
      UUID conversationId,
      UUID messageId,
      long userId,
      MentionedUser user) {}

  /** A user without profile. */
  public record MentionedUser(
      long id,
      @Schema(enumeration = "user") String object,
      String email,
      LocalDateTime createdAt,
      @Nullable Instant disabledAt,
      @Nullable Instant archivedAt,
      @Schema(implementation = Role.class) String role) {}
}
