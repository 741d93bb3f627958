package io.netia.live.socket.channels;

import io.netia.live.socket.hub.Subscription;
import java.util.Map;

/**
 * {@code events:…}: recordings of what visitors do. Not served yet, and refused in the word that
 * clients know from servers where they are switched off.
 */
public final class ReplayPattern implements TopicPattern {

  private static final String PREFIX = "events:";

  @Override
  public boolean matches(String topic) {
    return topic.startsWith(PREFIX);
  }

  @Override
  public Joined join(
      Caller caller, String topic, Map<String, Object> params, Subscription subscription) {
    throw new Refused("unauthorized");
  }
}
