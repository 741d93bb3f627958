package io.netia.live.socket.channels;

import io.netia.input.Input;
import io.netia.live.socket.hub.Subscription;
import java.util.Map;

/**
 * {@code room:<account>}: which agents are online, for anybody who shows a widget of the account.
 */
public final class RoomPattern implements TopicPattern {

  private static final String PREFIX = "room:";

  @Override
  public boolean matches(String topic) {
    return topic.startsWith(PREFIX);
  }

  @Override
  public Joined join(
      Caller caller, String topic, Map<String, Object> params, Subscription subscription) {
    if (Input.uuidOf(topic.substring(PREFIX.length())).isEmpty()) {
      throw new Refused("not_found");
    }
    return new Joined(new Room(subscription), "{}");
  }

  private record Room(Subscription subscription) implements Channel {

    @Override
    public void joined() {
      subscription.pushPresence();
    }

    @Override
    public Reply receive(String event, Map<String, Object> payload) {
      return event.equals("ping") ? Reply.ok(payload) : Reply.unmatchedEvent();
    }
  }
}
