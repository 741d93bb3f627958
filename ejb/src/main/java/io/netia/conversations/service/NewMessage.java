package io.netia.conversations.service;

import io.netia.conversations.Author;
import io.netia.conversations.MessageSource;
import io.netia.conversations.MessageType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message about to be stored.
 *
 * @param clientId the sender's own id for it, which makes a repeat harmless; null from clients that
 *     know of none
 * @param metadata a JSON object as text, or null
 */
record NewMessage(
    Author author,
    @Nullable String body,
    MessageType type,
    String contentType,
    boolean isPrivate,
    MessageSource source,
    @Nullable String subject,
    @Nullable UUID clientId,
    @Nullable Instant sentAt,
    @Nullable String metadata,
    List<UUID> fileIds,
    List<Long> mentionedUserIds) {

  /** Whether the message is all there is to store: nothing is attached, nobody mentioned. */
  boolean isPlain() {
    return fileIds.isEmpty() && mentionedUserIds.isEmpty();
  }
}
