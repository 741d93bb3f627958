package io.netia.conversations.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.netia.conversations.MessageSource;
import io.netia.conversations.MessageType;
import io.netia.json.service.RawJson;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message on the wire (Message in {@code docs/protocol.md}), with {@code seq}, its place in the
 * conversation, and {@code client_id}, the id its sender gave it.
 *
 * @param attachments a JSON array of files
 * @param customer absent unless the message is the customer's and the customer was read
 */
public record MessageView(
    UUID id,
    String object,
    @Nullable String body,
    @Schema(implementation = MessageType.class) String type,
    String contentType,
    @JsonProperty("private") boolean isPrivate,
    @Schema(implementation = MessageSource.class) String source,
    LocalDateTime createdAt,
    @Nullable Instant sentAt,
    @Nullable Instant seenAt,
    UUID conversationId,
    UUID accountId,
    @Nullable Long userId,
    @Nullable AuthorView user,
    @Nullable UUID customerId,
    @Schema(type = SchemaType.ARRAY, ref = "File") RawJson attachments,
    @Nullable RawJson metadata,
    int seq,
    @Nullable UUID clientId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CustomerBasicView customer) {

  int bodyLength() {
    return body == null ? 0 : body.length();
  }

  /** As the customer may see it. Private messages must not get here. */
  public MessageView forVisitors() {
    return new MessageView(
        id,
        object,
        body,
        type,
        contentType,
        isPrivate,
        source,
        createdAt,
        sentAt,
        seenAt,
        conversationId,
        accountId,
        userId,
        user == null ? null : user.forVisitors(),
        customerId,
        attachments,
        VisitorMetadata.of(metadata),
        seq,
        clientId,
        customer == null ? null : customer.forVisitors());
  }

  /** As anyone with a share link may see it. Private messages must not get here. */
  MessageView forReaders(Pseudonyms pseudonyms) {
    return new MessageView(
        id,
        object,
        body,
        type,
        contentType,
        isPrivate,
        source,
        createdAt,
        sentAt,
        seenAt,
        conversationId,
        pseudonyms.of(accountId),
        userId == null ? null : pseudonyms.of(userId),
        user == null ? null : user.forReaders(pseudonyms),
        customerId == null ? null : pseudonyms.of(customerId),
        attachments,
        null,
        seq,
        null,
        null);
  }

  /** The same message with other words. */
  MessageView with(@Nullable String newBody, String newContentType, @Nullable RawJson newMetadata) {
    return new MessageView(
        id,
        object,
        newBody,
        type,
        newContentType,
        isPrivate,
        source,
        createdAt,
        sentAt,
        seenAt,
        conversationId,
        accountId,
        userId,
        user,
        customerId,
        attachments,
        newMetadata,
        seq,
        clientId,
        customer);
  }
}
