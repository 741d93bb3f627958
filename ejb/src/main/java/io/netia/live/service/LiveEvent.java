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

  /**
   * Not told as such: the subscribers of the topic leave it, since what it was about is no more.
   */
  public static final String ENDED = "ended";

  /** The whole new state of a conversation. */
  public static final String CONVERSATION_UPDATED = "conversation:updated";

  /** The whole new state of a customer. */
  public static final String CUSTOMER_UPDATED = "customer:updated";

  /** The whole new state of one message of a conversation. */
  public static final String MESSAGE_UPDATED = "message:updated";

  /** One message of a conversation is no more. */
  public static final String MESSAGE_DELETED = "message:deleted";

  /** Somebody types; nothing in the database stands behind it. */
  public static final String TYPING = "typing";

  /** What a topic was about is no more. */
  public static LiveEvent ended(String topic) {
    return of(topic, ENDED, "{}");
  }

  /** Something about a topic was lost, or may have been: whoever listens to it must read again. */
  public static LiveEvent missed(String topic) {
    return of(topic, MISSED, "{}");
  }

  /** An event that every subscriber hears. */
  public static LiveEvent of(String topic, String event, String payload) {
    return new LiveEvent(topic, event, payload, null);
  }
}
