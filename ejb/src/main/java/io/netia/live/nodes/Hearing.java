package io.netia.live.nodes;

import io.netia.live.nodes.ClusterBus.Periods;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds whether the network brings this node what every other one says that is alive. Not safe for
 * several threads.
 */
final class Hearing {

  /** Who says nothing for so many heartbeats is not heard. */
  static final int HEARTBEATS = 3;

  private final Peers peers;
  private final long patienceNanos;
  private final long livelyNanos;

  /** Who is alive, and since when that is known. */
  private final Map<String, Long> lively = new HashMap<>();

  /** Those of them who are deaf. */
  private final Set<String> deaf = new HashSet<>();

  Hearing(Peers peers, Periods periods) {
    this.peers = peers;
    this.patienceNanos = HEARTBEATS * periods.heartbeat().toNanos();
    this.livelyNanos = livelyNanos(periods);
  }

  /**
   * A node that is alive has registered within this time, and has learnt what others registered.
   */
  static long livelyNanos(Periods periods) {
    return 2 * periods.registration().toNanos() + periods.heartbeat().toNanos();
  }

  /** Looks at who is registered. */
  void look(SignsOfLife.Found found) {
    lively.keySet().retainAll(found.signs().keySet());
    deaf.clear();
    found
        .signs()
        .forEach(
            (node, sign) -> {
              if (sign.age().toNanos() > livelyNanos) {
                lively.remove(node);
              } else {
                lively.putIfAbsent(node, found.at());
                if (sign.isDeaf()) {
                  deaf.add(node);
                }
              }
            });
  }

  /** Whether a node is, heard or not. */
  boolean isAlive(String node) {
    return lively.containsKey(node);
  }

  /** Whether there are others, heard or not. */
  boolean isAnybodyAlive() {
    return !lively.isEmpty();
  }

  /** Whether one of the others asks for the detour. */
  boolean isAnybodyDeaf() {
    return !deaf.isEmpty();
  }

  /** Whether one of the others says that it hears. */
  boolean isAnybodyHearing() {
    return lively.size() > deaf.size();
  }

  /** Whether this node does not hear somebody who is alive. */
  boolean isDeaf(long now) {
    return lively.entrySet().stream()
        .anyMatch(
            one -> now - Math.max(one.getValue(), peers.carriedAt(one.getKey())) > patienceNanos);
  }
}
