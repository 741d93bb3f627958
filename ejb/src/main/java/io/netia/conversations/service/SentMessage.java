package io.netia.conversations.service;

import io.netia.json.service.RawJson;
import java.util.UUID;

/**
 * The outcome of a send.
 *
 * @param seq the message's place in its conversation
 * @param repeated whether an earlier send had stored it already
 * @param forAgents the message as agents see it
 * @param forVisitors the message as its customer sees it
 */
public record SentMessage(
    UUID id, int seq, boolean repeated, RawJson forAgents, RawJson forVisitors) {}
