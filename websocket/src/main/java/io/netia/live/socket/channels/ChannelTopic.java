package io.netia.live.socket.channels;

import io.netia.errors.DomainException;
import io.netia.live.socket.hub.Subscription;
import java.util.Map;

/** A kind of topic. */
public interface ChannelTopic {

  /** Whether the topic is of this kind. */
  boolean matches(String topic);

  /** The topic whose events come under this one's name. */
  default String subscribedTopic(String topic) {
    return topic;
  }

  /**
   * Admits a client.
   *
   * @param params what the client sent with the join
   * @param subscription already subscribed, so that nothing falls between what is read here and
   *     what is live
   * @throws JoinRefused when the client may not join
   * @throws DomainException the same, by a use case
   */
  Joined join(Caller caller, String topic, Map<String, Object> params, Subscription subscription);

  /**
   * A successful join.
   *
   * @param response a JSON object for the client
   */
  record Joined(Channel channel, String response) {}
}
