package io.netia.live.rest;

import io.netia.live.service.LiveEvent;
import io.netia.live.service.Topics;
import io.netia.security.Agent;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * What a request waits for.
 *
 * @param address what limits count the caller by
 * @param topics that events come from
 * @param mark text that the payload of an event holds when it concerns the request; empty text is
 *     in every payload
 * @param endings topics whose {@code disconnect} ends the caller's session
 * @param atMost how long to wait
 */
public record Waiting(
    String address, Set<String> topics, String mark, Set<String> endings, Duration atMost) {

  /** An agent waits for something in the account whose payload holds the mark. */
  public static Waiting ofAgent(Agent agent, String address, String mark, Duration atMost) {
    return new Waiting(
        address,
        Set.of(Topics.notification(agent.accountId())),
        mark,
        Set.of(Topics.userSockets(agent.userId()), Topics.sessionSockets(agent.sessionId())),
        atMost);
  }

  /**
   * A visitor waits for something in a conversation. When the account begins to ask for tokens, who
   * waits looks again, and is refused without one.
   */
  public static Waiting ofVisitor(
      UUID account, UUID conversation, String address, Duration atMost) {
    return new Waiting(
        address,
        Set.of(Topics.conversation(conversation), Topics.visitorSockets(account)),
        "",
        Set.of(),
        atMost);
  }

  /** Typing leaves nothing to be read. */
  boolean concerns(LiveEvent event) {
    return topics.contains(event.topic())
        && !event.event().equals(LiveEvent.TYPING)
        && event.payload().contains(mark);
  }

  boolean endsBy(LiveEvent event) {
    return endings.contains(event.topic()) && event.event().equals("disconnect");
  }
}
