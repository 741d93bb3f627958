package io.netia.conversations.service;

import java.util.Map;
import java.util.UUID;

/**
 * What a socket learns when it may join a conversation.
 *
 * @param editCount how many messages that the customer may see were edited or deleted so far
 * @param state the part of it that {@code conversation:updated} brings the customer
 */
public record JoinedConversation(
    UUID id,
    UUID accountId,
    UUID customerId,
    int lastSeq,
    int editCount,
    Map<String, Object> state) {}
