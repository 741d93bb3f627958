package io.netia.conversations.service;

import java.util.Map;
import java.util.UUID;

/**
 * What a socket learns when it may join a conversation.
 *
 * @param state the part of it that {@code conversation:updated} tells the customer
 */
public record JoinedConversation(
    UUID id, UUID accountId, UUID customerId, int lastSeq, Map<String, Object> state) {}
