package io.netia.live.cluster;

import io.netia.live.cluster.ClusterBus.Periods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes that the registry knows to be alive while the bus receives nothing of them. What they store
 * is not announced here: when such a node fails, and now and then while it lives, the sockets of
 * this node have to read from the database again. Not safe for several threads.
 */
final class UnreachableNodes {

  private static final int REPEATED_AFTER = 3;

  private final Members members;
  private final long silenceNanos;
  private final long repeatNanos;

  /** How long a node may have lived after its last heartbeat. */
  private final long afterlifeNanos;

  /**
   * Nodes that were alive at the last look, and since when the bus has received nothing of each.
   */
  private final Map<String, Long> alive = new HashMap<>();

  UnreachableNodes(Members members, Periods periods) {
    this.members = members;
    this.silenceNanos = periods.silence().toNanos();
    this.repeatNanos = REPEATED_AFTER * silenceNanos;
    this.afterlifeNanos = 2 * periods.registration().toNanos();
  }

  /**
   * Takes in the registry's list of nodes.
   *
   * @param resyncedAt when the sockets last had to read again: they have everything from before
   * @return whether they have to do so again
   */
  boolean needsResync(NodeHeartbeat.Registered found, long resyncedAt) {
    boolean needsResync = hasDeregistered(found);
    for (Map.Entry<String, Heartbeat> entry : found.heartbeats().entrySet()) {
      String node = entry.getKey();
      long age = entry.getValue().age().toNanos();
      boolean isAlive = age <= silenceNanos;
      if (members.isAccountedFor(node)) {
        alive.put(node, found.at());
      } else if (isAlive) {
        long since = Math.max(alive.computeIfAbsent(node, unreachable -> found.at()), resyncedAt);
        needsResync |= found.at() - since >= repeatNanos;
      } else {
        needsResync |= found.at() - age + afterlifeNanos > resyncedAt;
      }
      if (!isAlive) {
        alive.remove(node);
      }
    }
    return needsResync;
  }

  /**
   * A node that stops deregisters itself; when it is not accounted for, its last batch was not
   * received.
   */
  private boolean hasDeregistered(NodeHeartbeat.Registered found) {
    List<String> deregistered = new ArrayList<>(alive.keySet());
    deregistered.removeAll(found.heartbeats().keySet());
    alive.keySet().removeAll(deregistered);
    return !deregistered.stream().allMatch(members::isAccountedFor);
  }
}
