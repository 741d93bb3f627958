package io.netia.live.socket.channels;

import io.netia.input.Input;
import io.netia.live.service.Topics;
import io.netia.live.socket.hub.Subscription;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code events:<account>}: another name, from documents that partners have, for the events on
 * {@code notification:<account>}. Longer names are session recordings: not served yet, and refused
 * with the reason that clients know from servers where they are switched off.
 */
public final class AccountEventsTopic implements ChannelTopic {

  private static final String PREFIX = "events:";

  @Override
  public boolean matches(String topic) {
    return topic.startsWith(PREFIX);
  }

  @Override
  public String subscribedTopic(String topic) {
    return account(topic).map(Topics::notification).orElse(topic);
  }

  private static Optional<UUID> account(String topic) {
    return Input.uuidOf(topic.substring(PREFIX.length()));
  }

  @Override
  public Joined join(
      Caller caller, String topic, Map<String, Object> params, Subscription subscription) {
    if (caller
        .agent()
        .filter(agent -> account(topic).filter(agent.accountId()::equals).isPresent())
        .isEmpty()) {
      throw new JoinRefused("unauthorized");
    }
    return new Joined(AccountEventsTopic::receive, "{}");
  }

  private static Reply receive(String event, Map<String, Object> payload) {
    return event.equals("ping") ? Reply.ok(payload) : Reply.unmatchedEvent();
  }
}
