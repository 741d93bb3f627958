package io.netia.live.nodes;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The way round a network that does not carry: what this node has said lately is kept and, while
 * another node is deaf, left at the relay; while this node is deaf, it reads there what the others
 * left. Whoever gets something on both ways knows it by its number.
 */
final class Detour {

  /** Longer than it takes to find out that somebody is deaf. */
  private static final long KEPT_NANOS = Duration.ofSeconds(15).toNanos();

  private static final int KEPT_BYTES_MOST = 16 << 20;
  private static final int LEFT_BYTES_MOST = 256 << 10;

  private static final class Said {
    private final long number;
    private final byte[] batch;
    private final long at;

    private Said(long number, byte[] batch, long at) {
      this.number = number;
      this.batch = batch;
      this.at = at;
    }
  }

  private final Relay relay;
  private final String node;
  private final Consumer<byte[]> receiver;
  private final Deque<Said> kept = new ArrayDeque<>();
  private final Map<String, Long> read = new HashMap<>();
  private int keptBytes;
  private long saidCount;

  /** Up to this number everything was left, or is forgotten; known to the leaving thread only. */
  private long leftUpTo;

  /**
   * @param receiver hears the batches that others left, on the thread that asks for them
   */
  Detour(Relay relay, String node, Consumer<byte[]> receiver) {
    this.relay = relay;
    this.node = node;
    this.receiver = receiver;
  }

  /** This node has said something. What does not fit any more is forgotten, oldest first. */
  synchronized void said(byte[] batch, long now) {
    saidCount++;
    kept.addLast(new Said(saidCount, batch, now));
    keptBytes += batch.length;
    while (keptBytes > KEPT_BYTES_MOST || now - kept.element().at > KEPT_NANOS) {
      keptBytes -= kept.remove().batch.length;
    }
  }

  /** Leaves at the relay what was said lately and is not there yet. */
  void leave() {
    for (List<Said> next = next(); !next.isEmpty(); next = next()) {
      long last = next.get(next.size() - 1).number;
      relay.leave(new Relay.Left(node, last, next.stream().map(said -> said.batch).toList()));
      leftUpTo = last;
    }
  }

  private synchronized List<Said> next() {
    List<Said> next = new ArrayList<>();
    int bytes = 0;
    for (Said said : kept) {
      if (said.number > leftUpTo && (next.isEmpty() || bytes < LEFT_BYTES_MOST)) {
        next.add(said);
        bytes += said.batch.length;
      }
    }
    return next;
  }

  /** Reads at the relay what others have left. */
  void collect() {
    for (List<Relay.Left> all = relay.collect(node, read);
        !all.isEmpty();
        all = relay.collect(node, read)) {
      for (Relay.Left left : all) {
        read.put(left.node(), left.number());
        left.batches().forEach(receiver);
      }
    }
  }
}
