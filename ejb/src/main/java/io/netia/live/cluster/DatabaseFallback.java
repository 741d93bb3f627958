package io.netia.live.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Carries batches through the database while the transport does not. What this node has sent lately
 * is kept and, while another node is isolated, stored for it; while this node is isolated, it
 * fetches what the others have stored. Duplicates are found by their sequence number.
 */
final class DatabaseFallback {

  /** Longer than it takes to detect that a node is isolated. */
  private static final long KEPT_NANOS = Duration.ofSeconds(15).toNanos();

  private static final int KEPT_BYTES_MOST = 16 << 20;
  private static final int STORED_BYTES_MOST = 256 << 10;

  private static final class Sent {
    private final long number;
    private final byte[] batch;
    private final long at;

    private Sent(long number, byte[] batch, long at) {
      this.number = number;
      this.batch = batch;
      this.at = at;
    }
  }

  private final BatchStore batches;
  private final String node;
  private final Consumer<byte[]> receiver;
  private final Deque<Sent> kept = new ArrayDeque<>();
  private final Map<String, Long> read = new HashMap<>();
  private int keptBytes;
  private long sentCount;

  /** Up to this number everything was stored or dropped; used by the storing thread only. */
  private long storedUpTo;

  /**
   * @param receiver gets the batches that others stored, on the thread that fetches
   */
  DatabaseFallback(BatchStore batches, String node, Consumer<byte[]> receiver) {
    this.batches = batches;
    this.node = node;
    this.receiver = receiver;
  }

  /** Keeps a batch that this node has sent. What does not fit any more is dropped, oldest first. */
  synchronized void sent(byte[] batch, long now) {
    sentCount++;
    kept.addLast(new Sent(sentCount, batch, now));
    keptBytes += batch.length;
    while (keptBytes > KEPT_BYTES_MOST || now - kept.element().at > KEPT_NANOS) {
      keptBytes -= kept.remove().batch.length;
    }
  }

  /** Stores what was sent lately and is not stored yet. */
  void store() {
    for (List<Sent> next = next(); !next.isEmpty(); next = next()) {
      long last = next.get(next.size() - 1).number;
      batches.store(
          new BatchStore.Stored(node, last, next.stream().map(sent -> sent.batch).toList()));
      storedUpTo = last;
    }
  }

  private synchronized List<Sent> next() {
    List<Sent> next = new ArrayList<>();
    int bytes = 0;
    for (Sent sent : kept) {
      if (sent.number > storedUpTo && (next.isEmpty() || bytes < STORED_BYTES_MOST)) {
        next.add(sent);
        bytes += sent.batch.length;
      }
    }
    return next;
  }

  /** Fetches what others have stored. */
  void fetch() {
    for (List<BatchStore.Stored> all = batches.fetch(node, read);
        !all.isEmpty();
        all = batches.fetch(node, read)) {
      for (BatchStore.Stored stored : all) {
        read.put(stored.node(), stored.number());
        stored.batches().forEach(receiver);
      }
    }
  }
}
