package io.netia.live.socket.channels;

import io.netia.input.Input;
import io.netia.live.socket.hub.Subscription;
import java.util.Map;

/**
 * {@code conversation:lobby:<customer>}: a customer waits for the team to begin a conversation. The
 * bare lobby is for old tests.
 */
public final class LobbyPattern implements TopicPattern {

  private static final String BARE = "conversation:lobby";
  private static final String PREFIX = BARE + ":";

  @Override
  public boolean matches(String topic) {
    return topic.equals(BARE) || topic.startsWith(PREFIX);
  }

  @Override
  public Joined join(
      Caller caller, String topic, Map<String, Object> params, Subscription subscription) {
    if (!topic.equals(BARE) && Input.uuidOf(topic.substring(PREFIX.length())).isEmpty()) {
      throw new Refused("not_found");
    }
    return new Joined(LobbyPattern::receive, "{}");
  }

  private static Reply receive(String event, Map<String, Object> payload) {
    return switch (event) {
      case "ping" -> Reply.ok(payload);
      // Nothing can be seen here, yet old widgets say so.
      case "messages:seen" -> Reply.ok();
      default -> Reply.unmatchedEvent();
    };
  }
}
