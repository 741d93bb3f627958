package io.netia.live.socket.hub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is present on which node, as far as has been heard. Whatever was lost on the way, the whole
 * state of a node puts it right; hearing the same thing twice changes nothing. Not safe for several
 * threads.
 */
final class Roster {

  private final Map<String, Map<String, Presence>> nodes = new LinkedHashMap<>();

  /** Who came and who went. */
  record Difference(List<Presence> joined, List<Presence> left) {}

  /**
   * A few numbers that are the same for the same entries.
   *
   * @param count how many entries
   * @param sum of their references' hashes
   */
  record Digest(int count, long sum) {}

  /** Somebody came to a node. */
  Difference joined(String node, Presence entry) {
    boolean isNew =
        nodes.computeIfAbsent(node, name -> new LinkedHashMap<>()).put(entry.ref(), entry) == null;
    return new Difference(isNew ? List.of(entry) : List.of(), List.of());
  }

  /** Somebody left a node. */
  Difference left(String node, String ref) {
    Map<String, Presence> entries = nodes.get(node);
    Presence entry = entries == null ? null : entries.remove(ref);
    return new Difference(List.of(), entry == null ? List.of() : List.of(entry));
  }

  /** Everybody who is on a node, and nobody else is. */
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

  /** A node is gone, and everybody on it. */
  Difference gone(String node) {
    Map<String, Presence> entries = nodes.remove(node);
    return new Difference(List.of(), entries == null ? List.of() : List.copyOf(entries.values()));
  }

  /** Everybody on a node. */
  Collection<Presence> present(String node) {
    return nodes.getOrDefault(node, Map.of()).values();
  }

  /** What two nodes compare, to see whether they mean the same entries. */
  Digest digest(String node) {
    Collection<Presence> entries = present(node);
    return new Digest(
        entries.size(), entries.stream().mapToLong(entry -> entry.ref().hashCode()).sum());
  }
}
