package io.netia.live.cluster;

import io.netia.live.cluster.ClusterBus.Periods;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Detects a network partition: whether the transport brings this node the messages of every node
 * that the registry knows to be alive. Not safe for several threads.
 */
final class PartitionDetector {

  /** Missed heartbeats after which a node counts as unreachable. */
  static final int HEARTBEATS = 3;

  private final Members members;
  private final long patienceNanos;
  private final long liveNanos;

  /** Live nodes, and since when each is known to be alive. */
  private final Map<String, Long> live = new HashMap<>();

  /** Those of them that are isolated. */
  private final Set<String> isolated = new HashSet<>();

  PartitionDetector(Members members, Periods periods) {
    this.members = members;
    this.patienceNanos = HEARTBEATS * periods.heartbeat().toNanos();
    this.liveNanos = liveNanos(periods);
  }

  /** Within this time a live node has renewed its row and read those of the others. */
  static long liveNanos(Periods periods) {
    return 2 * periods.registration().toNanos() + periods.heartbeat().toNanos();
  }

  /** Takes in the registry's list of nodes. */
  void look(NodeHeartbeat.Registered found) {
    live.keySet().retainAll(found.heartbeats().keySet());
    isolated.clear();
    found
        .heartbeats()
        .forEach(
            (node, heartbeat) -> {
              if (heartbeat.age().toNanos() > liveNanos) {
                live.remove(node);
              } else {
                live.putIfAbsent(node, found.at());
                if (heartbeat.isIsolated()) {
                  isolated.add(node);
                }
              }
            });
  }

  /** Whether a node is alive, reachable or not. */
  boolean isAlive(String node) {
    return live.containsKey(node);
  }

  /** Whether another node is alive, reachable or not. */
  boolean isAnyNodeAlive() {
    return !live.isEmpty();
  }

  /** Whether one of the others is isolated. */
  boolean isAnyNodeIsolated() {
    return !isolated.isEmpty();
  }

  /** Whether one of the others is not isolated. */
  boolean isAnyNodeConnected() {
    return live.size() > isolated.size();
  }

  /** Whether the transport does not bring this node the messages of a live node. */
  boolean isIsolated(long now) {
    return live.entrySet().stream()
        .anyMatch(
            one ->
                now - Math.max(one.getValue(), members.lastByTransport(one.getKey()))
                    > patienceNanos);
  }
}
