package io.netia.live.socket.channels;

import io.netia.input.Input;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.Topics;
import io.netia.live.socket.hub.Subscription;
import io.netia.logging.service.LogScope;
import io.netia.security.Actor;
import io.netia.security.Agent;
import io.netia.security.Visitor;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A client in one conversation. */
final class ConversationChannel implements Channel {

  /** Fields of a message that a client may set here; the rest follows from the principal. */
  private static final List<String> MESSAGE_FIELDS =
      List.of("body", "sent_at", "file_ids", "metadata", "client_id");

  private final Chat chat;
  private final Clock clock;
  private final Actor actor;
  private final String socketId;
  private final UUID conversation;
  private final Subscription subscription;

  ConversationChannel(
      Chat chat,
      Clock clock,
      Actor actor,
      String socketId,
      UUID conversation,
      Subscription subscription) {
    this.chat = chat;
    this.clock = clock;
    this.actor = actor;
    this.socketId = socketId;
    this.conversation = conversation;
    this.subscription = subscription;
  }

  @Override
  public void joined() {
    if (!(actor instanceof Visitor visitor)) {
      subscription.pushPresence();
      return;
    }
    String key = "customer:" + visitor.customerId();
    String meta = PresenceMeta.customer(visitor.customerId(), clock);
    subscription.track(subscription.topic(), key, meta);
    subscription.pushPresence();
    subscription.track(Topics.notification(visitor.accountId()), key, meta);
  }

  @Override
  public Reply receive(String event, Map<String, Object> payload) {
    LogScope.account(actor.accountId());
    return switch (event) {
      case "shout" -> shout(payload);
      case "messages:seen" -> seen();
      case "typing" -> typing(payload);
      case "ping" -> Reply.ok(payload);
      default -> Reply.unmatchedEvent();
    };
  }

  private Reply shout(Map<String, Object> payload) {
    Object customer = payload.get("customer_id");
    if (customer != null
        && actor instanceof Visitor visitor
        && !customer.equals(visitor.customerId().toString())) {
      return Reply.error("unauthorized");
    }
    Map<String, Object> message = new HashMap<>();
    for (String field : MESSAGE_FIELDS) {
      if (payload.containsKey(field)) {
        message.put(field, payload.get(field));
      }
    }
    return Reply.sent(chat.send(actor, conversation, Input.of(message)));
  }

  private Reply seen() {
    if (actor instanceof Visitor visitor) {
      chat.seen(visitor, conversation);
    }
    return Reply.ok();
  }

  private Reply typing(Map<String, Object> payload) {
    String typing =
        actor instanceof Agent agent
            ? Typing.agent(conversation, agent.userId(), payload)
            : Typing.customer(conversation, ((Visitor) actor).customerId(), payload);
    chat.publishNow(new LiveEvent(subscription.topic(), Typing.EVENT, typing, socketId));
    chat.publishNow(
        new LiveEvent(Topics.notification(actor.accountId()), Typing.EVENT, typing, socketId));
    return Reply.ok();
  }
}
