package io.netia.conversations;

import java.time.Instant;

/**
 * One stored state of a conversation. Whoever changes a conversation holds its lock, so each state
 * follows exactly one other.
 *
 * @param number 0 for a conversation that just began, one more with each change
 * @param at when it was stored
 */
public record Revision(long number, Instant at) {}
