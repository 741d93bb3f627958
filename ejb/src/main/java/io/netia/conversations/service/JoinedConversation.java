package io.netia.conversations.service;

import java.util.UUID;

/** What a socket learns when it may join a conversation. */
public record JoinedConversation(UUID id, UUID accountId, UUID customerId, int lastSeq) {}
