package io.netia.live.service;

import java.time.Duration;
import java.util.UUID;

/**
 * The revisions that one change spans. Changes of a subject follow one another, because each is
 * made under the lock of its row.
 *
 * @param subject what is changed, such as a conversation
 * @param before revision before the change; negative when the subject is new
 * @param after revision after the change
 * @param isClose whether the revision before is so recent that its announcement may still be on its
 *     way from another node
 */
public record ChangeRange(UUID subject, long before, long after, boolean isClose) {

  /** An announcement that takes longer is not waited for. */
  public static final Duration CLOSELY = Duration.ofSeconds(2);

  /** The creation of a subject, with everything that its first transaction did to it. */
  public static ChangeRange first(UUID subject, long after) {
    return new ChangeRange(subject, -1, after, false);
  }

  /** This change and another of the same transaction as one. */
  ChangeRange and(ChangeRange other) {
    ChangeRange earlier = before <= other.before ? this : other;
    return new ChangeRange(subject, earlier.before, Math.max(after, other.after), earlier.isClose);
  }
}
