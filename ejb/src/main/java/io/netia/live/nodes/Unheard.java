package io.netia.live.nodes;

import io.netia.live.nodes.ClusterBus.Periods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes that are alive, as the registry knows, while the bus does not hear them. What they store
 * nobody announces here: when such a node is no more, and now and then while it goes on, the
 * sockets of this node have to read the truth again. Not safe for several threads.
 */
final class Unheard {

  private static final int REPEATED_AFTER = 3;

  private final Peers peers;
  private final long silenceNanos;
  private final long repeatNanos;

  /** How long a node may have lived after its last sign of life. */
  private final long afterlifeNanos;

  /** Who was alive at the last look, and since when the bus has not heard it. */
  private final Map<String, Long> alive = new HashMap<>();

  Unheard(Peers peers, Periods periods) {
    this.peers = peers;
    this.silenceNanos = periods.silence().toNanos();
    this.repeatNanos = REPEATED_AFTER * silenceNanos;
    this.afterlifeNanos = 2 * periods.registration().toNanos();
  }

  /**
   * Looks at who is registered.
   *
   * @param toldAt when the sockets were last sent to read: they have everything from before
   * @return whether they must do so again
   */
  boolean isMissed(SignsOfLife.Found found, long toldAt) {
    boolean isMissed = hasOneStruckItselfOff(found);
    for (Map.Entry<String, Sign> entry : found.signs().entrySet()) {
      String node = entry.getKey();
      long age = entry.getValue().age().toNanos();
      boolean isAlive = age <= silenceNanos;
      if (peers.isAccountedFor(node)) {
        alive.put(node, found.at());
      } else if (isAlive) {
        long since = Math.max(alive.computeIfAbsent(node, unheard -> found.at()), toldAt);
        isMissed |= found.at() - since >= repeatNanos;
      } else {
        isMissed |= found.at() - age + afterlifeNanos > toldAt;
      }
      if (!isAlive) {
        alive.remove(node);
      }
    }
    return isMissed;
  }

  /**
   * Who stops strikes itself off; it was not heard to say good-bye when it is not accounted for.
   */
  private boolean hasOneStruckItselfOff(SignsOfLife.Found found) {
    List<String> struckOff = new ArrayList<>(alive.keySet());
    struckOff.removeAll(found.signs().keySet());
    alive.keySet().removeAll(struckOff);
    return !struckOff.stream().allMatch(peers::isAccountedFor);
  }
}
