package io.netia.live.service;

import java.time.Duration;
import java.util.UUID;

/**
 * Where a change stands among the changes of one thing, which follow one another because each is
 * made under the thing's lock.
 *
 * @param subject the thing, such as a conversation
 * @param before number of the state that was changed; negative when there was none
 * @param after number of the state it became
 * @param isClose whether that state was so young that its own announcement may still be on its way
 *     from another node
 */
public record Step(UUID subject, long before, long after, boolean isClose) {

  /** An announcement that is on its way for longer is not waited for. */
  public static final Duration CLOSELY = Duration.ofSeconds(2);

  /** The beginning of a thing, with everything its first transaction did to it. */
  public static Step first(UUID subject, long after) {
    return new Step(subject, -1, after, false);
  }

  /** This step and another of the same transaction as one. */
  Step and(Step other) {
    Step earlier = before <= other.before ? this : other;
    return new Step(subject, earlier.before, Math.max(after, other.after), earlier.isClose);
  }
}
