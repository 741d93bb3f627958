package io.netia.live.socket.channels;

import io.netia.input.Input;
import io.netia.live.service.Topics;
import io.netia.live.socket.hub.Subscription;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code conversation:lobby:<customer>}: a customer waits for the team to begin a conversation, and
 * shows who it is by {@code visitor_token} where its account requires that. No join is refused, as
 * deployed clients expect; but a client that waits as another customer, or as one that does not
 * exist, gets no events. The bare lobby is for old tests.
 */
public final class LobbyTopic implements ChannelTopic {

  private static final String BARE = "conversation:lobby";
  private static final String PREFIX = BARE + ":";

  private final Chat chat;

  /** Uses the application. */
  public LobbyTopic(Chat chat) {
    this.chat = chat;
  }

  @Override
  public boolean matches(String topic) {
    return topic.equals(BARE) || topic.startsWith(PREFIX);
  }

  @Override
  public Joined join(
      Caller caller, String topic, Map<String, Object> params, Subscription subscription) {
    if (topic.equals(BARE)) {
      return new Joined(LobbyTopic::receive, "{}");
    }
    // Only the spelling that events are announced under; another one would be a topic without
    // events.
    UUID customer =
        Input.uuidOf(topic.substring(PREFIX.length()))
            .filter(known -> topic.equals(Topics.lobby(known)))
            .orElseThrow(() -> new JoinRefused("not_found"));
    if (!mayListen(caller, customer, params, subscription)) {
      subscription.end();
    }
    return new Joined(LobbyTopic::receive, "{}");
  }

  private boolean mayListen(
      Caller caller, UUID customer, Map<String, Object> params, Subscription subscription) {
    Optional<UUID> account = chat.accountOf(customer);
    if (account.isEmpty()) {
      return false;
    }
    if (caller.agent().filter(agent -> agent.accountId().equals(account.get())).isPresent()) {
      return true;
    }
    // Before the rules are read: when they change afterwards, this socket is closed as well.
    subscription.nameConnection(Topics.visitorSockets(account.get()));
    return chat.mayBe(account.get(), customer, ConversationTopic.visitorToken(params));
  }

  private static Reply receive(String event, Map<String, Object> payload) {
    return switch (event) {
      case "ping" -> Reply.ok(payload);
      // Nothing can be seen here, yet old widgets send it.
      case "messages:seen" -> Reply.ok();
      default -> Reply.unmatchedEvent();
    };
  }
}
