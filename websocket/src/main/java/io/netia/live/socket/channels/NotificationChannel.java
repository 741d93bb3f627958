package io.netia.live.socket.channels;

import io.netia.input.Input;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.Topics;
import io.netia.live.socket.hub.Subscription;
import io.netia.security.Agent;
import java.time.Clock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** An agent who watches the account. */
final class NotificationChannel implements Channel {

  private static final int REMEMBERED_CONVERSATIONS = 100;

  private final Chat chat;
  private final Clock clock;
  private final Agent agent;
  private final String socketId;
  private final Subscription subscription;

  /**
   * Conversations known to be the account's, so that typing in one is not a question to the
   * database each time.
   */
  private final Set<UUID> known = new LinkedHashSet<>(2);

  NotificationChannel(
      Chat chat, Clock clock, Agent agent, String socketId, Subscription subscription) {
    this.chat = chat;
    this.clock = clock;
    this.agent = agent;
    this.socketId = socketId;
    this.subscription = subscription;
  }

  @Override
  public void joined() {
    String key = "user:" + agent.userId();
    String meta = PresenceMeta.agent(agent.userId(), clock);
    subscription.track(subscription.topic(), key, meta);
    subscription.pushPresence();
    subscription.track(Topics.room(agent.accountId()), key, meta);
  }

  @Override
  public Reply receive(String event, Map<String, Object> payload) {
    return switch (event) {
      case "read" -> read(payload);
      case "shout" -> shout(payload);
      case "typing" -> typing(payload);
      case "ping" -> Reply.ok(payload);
      default -> Reply.unmatchedEvent();
    };
  }

  private Reply read(Map<String, Object> payload) {
    chat.markRead(agent, conversation(payload));
    return Reply.ok();
  }

  private Reply shout(Map<String, Object> payload) {
    // The use case names the fields that a teammate may set, and takes the account from the agent;
    // so is the author here, though over REST a message can be written as the customer.
    Map<String, Object> message = new HashMap<>(payload);
    message.remove("customer_id");
    return Reply.sent(chat.send(agent, conversation(payload), Input.of(message)));
  }

  private Reply typing(Map<String, Object> payload) {
    UUID conversation = conversation(payload);
    if (!known.contains(conversation)) {
      chat.join(Optional.of(agent), conversation, Optional.empty());
      remember(conversation);
    }
    String typing = Typing.agent(conversation, agent.userId(), payload);
    chat.publishNow(
        new LiveEvent(Topics.conversation(conversation), Typing.EVENT, typing, socketId));
    chat.publishNow(new LiveEvent(subscription.topic(), Typing.EVENT, typing, socketId));
    return Reply.ok();
  }

  private void remember(UUID conversation) {
    if (known.size() == REMEMBERED_CONVERSATIONS) {
      Iterator<UUID> oldest = known.iterator();
      oldest.next();
      oldest.remove();
    }
    known.add(conversation);
  }

  private static UUID conversation(Map<String, Object> payload) {
    Input input = Input.of(payload);
    Optional<UUID> id = input.uuid("conversation_id");
    if (id.isEmpty()) {
      input.require("conversation_id");
      input.check();
    }
    return id.orElseThrow();
  }
}
