package io.netia.live.socket.channels;

import io.netia.input.Input;
import io.netia.live.socket.hub.Subscription;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code issue:lobby:<customer>}: changes of a customer's issues, for agents of the account. No
 * other topic about issues exists; documents that partners have name some.
 */
public final class IssuesTopic implements ChannelTopic {

  private static final String ALL = "issue:";
  private static final String PREFIX = ALL + "lobby:";

  private final Chat chat;

  /** Uses the application. */
  public IssuesTopic(Chat chat) {
    this.chat = chat;
  }

  @Override
  public boolean matches(String topic) {
    return topic.startsWith(ALL);
  }

  @Override
  public Joined join(
      Caller caller, String topic, Map<String, Object> params, Subscription subscription) {
    UUID customer =
        Optional.of(topic)
            .filter(name -> name.startsWith(PREFIX))
            .flatMap(name -> Input.uuidOf(name.substring(PREFIX.length())))
            .orElseThrow(() -> new JoinRefused("not_found"));
    if (caller.agent().filter(agent -> chat.hasCustomer(agent, customer)).isEmpty()) {
      // A foreign customer and none at all: the same answer, as deployed clients expect it.
      throw new JoinRefused("Unauthorized");
    }
    return new Joined(IssuesTopic::receive, "{}");
  }

  private static Reply receive(String event, Map<String, Object> payload) {
    return event.equals("ping") ? Reply.ok(payload) : Reply.unmatchedEvent();
  }
}
