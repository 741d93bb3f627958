package io.netia.live.socket.channels;

import io.netia.conversations.service.JoinedConversation;
import io.netia.errors.DomainException;
import io.netia.input.Input;
import io.netia.json.service.Json;
import io.netia.json.service.RawJson;
import io.netia.limits.Budget;
import io.netia.limits.Budget.Answers;
import io.netia.live.service.Topics;
import io.netia.live.socket.hub.Broadcast;
import io.netia.live.socket.hub.Subscription;
import io.netia.security.Actor;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * {@code conversation:<id>}: its customer, and agents of its account. A join may have {@code
 * after_seq}, the last message the client has, and is answered with what came after it, how the
 * conversation stands, and how many messages were edited or deleted so far. A customer shows who it
 * is by {@code visitor_token}, where its account requires that.
 */
public final class ConversationTopic implements ChannelTopic {

  private static final String PREFIX = "conversation:";
  private static final String UNAUTHORIZED = "unauthorized";

  private final Chat chat;
  private final Clock clock;

  /** Uses the application, and the clock for presence. */
  public ConversationTopic(Chat chat, Clock clock) {
    this.chat = chat;
    this.clock = clock;
  }

  @Override
  public boolean matches(String topic) {
    return topic.startsWith(PREFIX);
  }

  @Override
  public Joined join(
      Caller caller, String topic, Map<String, Object> params, Subscription subscription) {
    // Only the spelling that events are announced under; another one would be a topic without
    // events.
    UUID id =
        Input.uuidOf(topic.substring(PREFIX.length()))
            .filter(known -> topic.equals(Topics.conversation(known)))
            .orElseThrow(() -> new JoinRefused("not_found"));
    Optional<UUID> customer = Input.of(params).uuid("customer_id");
    if (customer.isEmpty() && caller.agent().isEmpty()) {
      throw new JoinRefused(UNAUTHORIZED);
    }
    JoinedConversation conversation = asRefusal(() -> chat.join(caller.agent(), id, customer));
    Actor actor =
        customer.filter(conversation.customerId()::equals).isPresent()
            ? asCustomer(caller, conversation, params, subscription)
            : caller.agent().orElseThrow(() -> new JoinRefused(UNAUTHORIZED));
    String response = missed(caller.address(), actor, conversation, params, subscription);
    return new Joined(
        new ConversationChannel(chat, clock, actor, caller.socketId(), id, subscription), response);
  }

  /** An agent who may not act as the customer is an agent all the same. */
  private Actor asCustomer(
      Caller caller,
      JoinedConversation conversation,
      Map<String, Object> params,
      Subscription subscription) {
    // Before the rules are read: when they change afterwards, this socket is closed as well.
    subscription.nameConnection(Topics.visitorSockets(conversation.accountId()));
    try {
      return asRefusal(() -> chat.admit(conversation, visitorToken(params)));
    } catch (JoinRefused refused) {
      return caller.agent().orElseThrow(() -> refused);
    }
  }

  /** What was issued with the customer, if the client has it. */
  static Optional<String> visitorToken(Map<String, Object> params) {
    return Input.of(params).text("visitor_token", Budget.Sockets.VISITOR_TOKEN);
  }

  private static <T> T asRefusal(Supplier<T> question) {
    try {
      return question.get();
    } catch (DomainException failure) {
      if (failure.kind() == DomainException.Kind.NOT_FOUND) {
        // A foreign conversation and none at all: the same answer, and the reason that deployed
        // clients know.
        throw new JoinRefused(UNAUTHORIZED);
      }
      throw failure;
    }
  }

  private String missed(
      String address,
      Actor actor,
      JoinedConversation conversation,
      Map<String, Object> params,
      Subscription subscription) {
    Optional<Long> sent = Input.of(params).integer("after_seq").filter(seq -> seq >= 0);
    if (sent.isEmpty()) {
      return "{}";
    }
    int last = conversation.lastSeq();
    int after = (int) Math.min(sent.get(), last);
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("edit_count", conversation.editCount());
    if (last - after > Answers.MESSAGE_PAGE) {
      return reload(response);
    }
    // The last number was read while subscribed: a client that has it has missed nothing that
    // does not come live.
    return after == last
        ? resumed(List.of(), after, conversation, response, subscription)
        : chat.inTurn(
            address,
            () ->
                chat.messagesAfter(actor, conversation.id(), after)
                    .map(messages -> resumed(messages, after, conversation, response, subscription))
                    .orElseGet(() -> reload(response)));
  }

  private static String resumed(
      List<RawJson> messages,
      int after,
      JoinedConversation conversation,
      Map<String, Object> response,
      Subscription subscription) {
    subscription.has(
        messages.isEmpty() ? after : Broadcast.seqOf(messages.get(messages.size() - 1).json()));
    response.put("messages", messages);
    response.put("conversation", conversation.state());
    return Json.write(response);
  }

  private static String reload(Map<String, Object> response) {
    response.put("reload", true);
    response.put("reason", "reload");
    return Json.write(response);
  }
}
