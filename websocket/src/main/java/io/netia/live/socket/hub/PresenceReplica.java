package io.netia.live.socket.hub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * This node's replica of the presence of all nodes. The whole state of a node repairs what was lost
 * on the way; applying anything twice changes nothing. Not safe for several threads.
 */
final class PresenceReplica {

  private final Map<String, Map<String, Presence>> nodes = new LinkedHashMap<>();

  /** Entries that were added and removed. */
  record Difference(List<Presence> joined, List<Presence> left) {}

  /**
   * A digest for anti-entropy: equal for equal entries.
   *
   * @param count how many entries
   * @param sum of their references' hashes
   */
  record Digest(int count, long sum) {}

  /** Adds an entry of a node. */
  Difference joined(String node, Presence entry) {
    boolean isNew =
        nodes.computeIfAbsent(node, name -> new LinkedHashMap<>()).put(entry.ref(), entry) == null;
    return new Difference(isNew ? List.of(entry) : List.of(), List.of());
  }

  /** Removes an entry of a node. */
  Difference left(String node, String ref) {
    Map<String, Presence> entries = nodes.get(node);
    Presence entry = entries == null ? null : entries.remove(ref);
    return new Difference(List.of(), entry == null ? List.of() : List.of(entry));
  }

  /** Replaces the entries of a node by its whole state. */
  Difference state(String node, Collection<Presence> present) {
    Map<String, Presence> before = nodes.getOrDefault(node, Map.of());
    Map<String, Presence> after = new LinkedHashMap<>();
    List<Presence> joined = new ArrayList<>();
    for (Presence entry : present) {
      after.put(entry.ref(), entry);
      if (!before.containsKey(entry.ref())) {
        joined.add(entry);
      }
    }
    List<Presence> left =
        before.values().stream().filter(entry -> !after.containsKey(entry.ref())).toList();
    nodes.put(node, after);
    return new Difference(joined, left);
  }

  /** Removes a node with its entries. */
  Difference gone(String node) {
    Map<String, Presence> entries = nodes.remove(node);
    return new Difference(List.of(), entries == null ? List.of() : List.copyOf(entries.values()));
  }

  /** The entries of a node. */
  Collection<Presence> present(String node) {
    return nodes.getOrDefault(node, Map.of()).values();
  }

  /** The digest of a node's entries, which two nodes compare. */
  Digest digest(String node) {
    Collection<Presence> entries = present(node);
    return new Digest(
        entries.size(), entries.stream().mapToLong(entry -> entry.ref().hashCode()).sum());
  }
}
