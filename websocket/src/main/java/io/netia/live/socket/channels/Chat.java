package io.netia.live.socket.channels;

import io.netia.conversations.service.JoinedConversation;
import io.netia.conversations.service.SentMessage;
import io.netia.errors.Busy;
import io.netia.feed.service.FeedReading;
import io.netia.input.Input;
import io.netia.json.service.RawJson;
import io.netia.live.service.LiveEvent;
import io.netia.security.Actor;
import io.netia.security.Agent;
import io.netia.security.Visitor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The use cases that channels call. Each throws {@link io.netia.errors.DomainException} to refuse.
 */
public interface Chat {

  /** Whether the caller may join a conversation, as its customer or as an agent of its account. */
  JoinedConversation join(Optional<Agent> agent, UUID conversation, Optional<UUID> customer);

  /** Whether there is such an account; cheap to ask again and again. */
  boolean hasAccount(UUID account);

  /** Whether it is a customer of the agent's account. */
  boolean hasCustomer(Agent agent, UUID customer);

  /** The account of a customer, if there is such a customer. */
  Optional<UUID> accountOf(UUID customer);

  /** Whether somebody may act as a customer of an account; cheap to ask again and again. */
  boolean mayBe(UUID account, UUID customer, Optional<String> visitorToken);

  /** The customer of a conversation, when the caller is that customer. */
  Visitor admit(JoinedConversation conversation, Optional<String> visitorToken);

  /**
   * All messages with a higher {@code seq}, oldest first, in the actor's view; empty when they do
   * not fit into one answer.
   */
  Optional<List<RawJson>> messagesAfter(Actor actor, UUID conversation, int seq);

  /**
   * Makes a large answer when it is the address's turn.
   *
   * @throws Busy when no turn was to be had
   */
  <T> T inTurn(String address, Supplier<T> making);

  /** Stores a message once and publishes it. */
  SentMessage send(Actor actor, UUID conversation, Input message);

  /** The customer has seen what the team wrote. */
  void seen(Visitor visitor, UUID conversation);

  /** An agent has read the conversation. */
  void markRead(Agent agent, UUID conversation);

  /** The cursor of the account's feed after which everything is still to come. */
  String feedCursor(Agent agent);

  /** What happened in the account after a cursor of its feed. */
  FeedReading feedAfter(Agent agent, String cursor);

  /** Publishes an event that is not stored. */
  void publishNow(LiveEvent event);
}
