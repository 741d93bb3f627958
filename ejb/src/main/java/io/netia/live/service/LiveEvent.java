package io.netia.live.service;

import org.jspecify.annotations.Nullable;

/**
 * An event that is pushed to the subscribers of a topic.
 *
 * @param topic such as {@code conversation:<id>} or {@code notification:<account>}
 * @param event such as {@code shout}
 * @param payload a JSON object, rendered once for all subscribers of the topic
 * @param exceptSocket id of a socket that does not get it (its own typing), or null
 */
public record LiveEvent(String topic, String event, String payload, @Nullable String exceptSocket) {

  /**
   * Not pushed, but acted upon: events of the topic may have been lost, and its sockets are closed
   * so that they reconnect and read what they missed. Nodes of earlier releases know it by this
   * value.
   */
  public static final String RESYNC = "missed";

  /** Not pushed as such: the topic is closed, since its subject was deleted. */
  public static final String ENDED = "ended";

  /** The whole new state of a conversation. */
  public static final String CONVERSATION_UPDATED = "conversation:updated";

  /** The whole new state of a customer. */
  public static final String CUSTOMER_UPDATED = "customer:updated";

  /** The whole new state of one message of a conversation. */
  public static final String MESSAGE_UPDATED = "message:updated";

  /** A message was deleted. */
  public static final String MESSAGE_DELETED = "message:deleted";

  /** Somebody types; nothing is stored. */
  public static final String TYPING = "typing";

  /** Closes a topic whose subject was deleted. */
  public static LiveEvent ended(String topic) {
    return of(topic, ENDED, "{}");
  }

  /** Makes the subscribers of a topic read again, because an event was lost, or may have been. */
  public static LiveEvent resync(String topic) {
    return of(topic, RESYNC, "{}");
  }

  /** An event for every subscriber. */
  public static LiveEvent of(String topic, String event, String payload) {
    return new LiveEvent(topic, event, payload, null);
  }
}
