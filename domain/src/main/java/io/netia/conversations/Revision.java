package io.netia.conversations;

import java.time.Instant;

/**
 * One stored state of a conversation. Whoever changes a conversation holds its lock, so each state
 * follows exactly one other.
 *
 * @param number 0 for a conversation that just began, one more with each change
 * @param at when it was stored
 * @param editCount how many messages that the customer may see were edited or deleted until then
 */
public record Revision(long number, Instant at, int editCount) {

  /** The state after this one. */
  Revision next(Instant stored) {
    return new Revision(number + 1, stored, editCount);
  }
}
