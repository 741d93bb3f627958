package io.netia.live.service;

import org.jspecify.annotations.Nullable;

/**
 * Something that subscribers of a topic hear about.
 *
 * @param topic such as {@code conversation:<id>} or {@code notification:<account>}
 * @param event such as {@code shout}
 * @param payload a JSON object, rendered once for all subscribers of the topic
 * @param exceptSocket id of a socket that is not told (its own typing), or null
 */
public record LiveEvent(String topic, String event, String payload, @Nullable String exceptSocket) {

  /** Not told, but acted upon: the subscribers of the topic are sent away to catch up. */
  public static final String MISSED = "missed";

  /** Something about a topic was lost, or may have been: whoever listens to it must read again. */
  public static LiveEvent missed(String topic) {
    return of(topic, MISSED, "{}");
  }

  /** An event that every subscriber hears. */
  public static LiveEvent of(String topic, String event, String payload) {
    return new LiveEvent(topic, event, payload, null);
  }
}
