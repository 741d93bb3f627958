package io.netia.live.socket.hub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One presence entry of a topic: a person, once per tab.
 *
 * @param key the person, such as {@code user:1}; several entries may share it
 * @param ref unique over all nodes, so that clients can distinguish the entries of one key
 * @param meta its metadata, a JSON object with {@code phx_ref}
 */
record Presence(String topic, String key, String ref, String meta) {

  private static final String NOBODY = "{}";

  /**
   * The difference that clients merge when entries come. Nobody leaves in it: deployed dashboards
   * cannot take both from one difference.
   */
  static String joined(Collection<Presence> entries) {
    return "{\"joins\":" + state(byKey(entries)) + ",\"leaves\":" + NOBODY + "}";
  }

  /** The difference when entries leave, each of another key. */
  static String left(Collection<Presence> entries) {
    return "{\"joins\":" + NOBODY + ",\"leaves\":" + state(byKey(entries)) + "}";
  }

  private static Map<String, List<Presence>> byKey(Collection<Presence> entries) {
    Map<String, List<Presence>> keys = new LinkedHashMap<>();
    for (Presence entry : entries) {
      keys.computeIfAbsent(entry.key(), key -> new ArrayList<>(1)).add(entry);
    }
    return keys;
  }

  /** The whole state, as clients expect it. */
  static String state(Map<String, List<Presence>> present) {
    // Keys are made here of ids, which need no escaping.
    StringBuilder json = new StringBuilder("{");
    present.forEach(
        (key, entries) -> {
          json.append(json.length() == 1 ? "\"" : ",\"").append(key).append("\":{\"metas\":[");
          String separator = "";
          for (Presence entry : entries) {
            json.append(separator).append(entry.meta());
            separator = ",";
          }
          json.append("]}");
        });
    return json.append('}').toString();
  }
}
