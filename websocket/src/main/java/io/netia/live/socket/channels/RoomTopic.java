package io.netia.live.socket.channels;

import io.netia.input.Input;
import io.netia.live.service.Topics;
import io.netia.live.socket.hub.Subscription;
import java.util.Map;

/** {@code room:<account>}: which agents are online, for any page with a widget of the account. */
public final class RoomTopic implements ChannelTopic {

  private static final String PREFIX = "room:";

  private final Chat chat;

  /** Uses the application. */
  public RoomTopic(Chat chat) {
    this.chat = chat;
  }

  @Override
  public boolean matches(String topic) {
    return topic.startsWith(PREFIX);
  }

  @Override
  public Joined join(
      Caller caller, String topic, Map<String, Object> params, Subscription subscription) {
    // Only the spelling that presence is kept under; another one would be a room that is always
    // empty.
    boolean exists =
        Input.uuidOf(topic.substring(PREFIX.length()))
            .filter(account -> topic.equals(Topics.room(account)))
            .filter(chat::hasAccount)
            .isPresent();
    if (!exists) {
      throw new JoinRefused("not_found");
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
