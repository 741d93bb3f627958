package io.netia.live.socket.hub;

import io.netia.metrics.service.Counts;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the sockets of this node have done since it started, for monitoring. */
public final class SocketCounters {

  /** How a join ended. */
  public enum JoinResult {
    /** The client is on the topic. */
    ACCEPTED,
    /** The client may not, or asked for too much. */
    REFUSED,
    /** The server failed; the log has the cause. */
    FAILED
  }

  private final Counts<JoinResult> joins = new Counts<>(JoinResult.class);
  private final LongAdder deliveries = new LongAdder();

  /** A join was answered. */
  public void joined(JoinResult result) {
    joins.increment(result);
  }

  /** An event was queued for so many subscribers. */
  void delivered(int subscribers) {
    deliveries.add(subscribers);
  }

  /** Joins by result. */
  public Map<String, Long> joins() {
    return joins.byLabel();
  }

  /** Events queued, one for each subscriber. */
  public long deliveries() {
    return deliveries.sum();
  }
}
