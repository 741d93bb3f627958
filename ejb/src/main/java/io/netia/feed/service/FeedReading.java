package io.netia.feed.service;

/**
 * A page of the feed and when it was read, in transactions of the database.
 *
 * @param openFrom id of the oldest transaction that was still open: what it and later ones have
 *     written is not in the page
 * @param next id of the next transaction to begin
 * @param hasMore whether what follows is left out for its size, and comes with the next page
 */
public record FeedReading(FeedPage page, long openFrom, long next, boolean hasMore) {

  /** Whether everything that had happened when an earlier page was read has been handed out. */
  public boolean isCompleteUpTo(FeedReading earlier) {
    return !hasMore && openFrom >= earlier.next;
  }
}
