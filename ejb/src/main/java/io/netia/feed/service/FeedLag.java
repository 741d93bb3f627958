package io.netia.feed.service;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * How far what the feed hands out is behind what has happened. Readers get only what is below the
 * oldest open transaction, so one that stays open holds back everybody's feed.
 */
public final class FeedLag {

  private static final double NANOS_PER_SECOND = 1e9;

  /** A quarter of an hour of looks at two seconds; who is behind further is behind by that much. */
  private static final int REMEMBERED_MOST = 450;

  private record Look(long next, long at) {}

  private final LongSupplier nanos;
  private final Deque<Look> looks = new ArrayDeque<>();
  private long completeAt;

  /** Nothing is behind until the first look. */
  public FeedLag(LongSupplier nanos) {
    this.nanos = nanos;
    completeAt = nanos.getAsLong();
  }

  /**
   * A look at the database's transactions.
   *
   * @param openFrom id of the oldest that is open
   * @param next id of the next to begin
   */
  public synchronized void looked(long openFrom, long next) {
    if (looks.size() == REMEMBERED_MOST) {
      looks.removeFirst();
    }
    looks.addLast(new Look(next, nanos.getAsLong()));
    while (!looks.isEmpty() && looks.element().next() <= openFrom) {
      completeAt = looks.remove().at();
    }
  }

  /**
   * Seconds since the newest moment of which everything is handed out; at most one period of the
   * looks when nothing is held back, and growing while the database does not answer.
   */
  public synchronized double seconds() {
    return (nanos.getAsLong() - completeAt) / NANOS_PER_SECOND;
  }
}
