package io.netia.live.service;

import java.util.UUID;

/** The names of topics. */
public final class Topics {

  private Topics() {}

  /** Public events of one conversation: its customer and agents that opened it. */
  public static String conversation(UUID conversationId) {
    return "conversation:" + conversationId;
  }

  /** A customer waiting for a conversation to begin. */
  public static String lobby(UUID customerId) {
    return "conversation:lobby:" + customerId;
  }

  /** Everything that happens in an account, for its agents. */
  public static String notification(UUID accountId) {
    return "notification:" + accountId;
  }

  /** Agents who are online, for widgets. */
  public static String room(UUID accountId) {
    return "room:" + accountId;
  }

  /** Control of all sockets of a user; event {@code disconnect} closes them on every node. */
  public static String userSockets(long userId) {
    return "sockets:user:" + userId;
  }

  /** Control of all sockets of an account's visitors; event as for users. */
  public static String visitorSockets(UUID accountId) {
    return "sockets:visitors:" + accountId;
  }

  /** Control of all sockets of a session; event {@code disconnect} closes them on every node. */
  public static String sessionSockets(UUID sessionId) {
    return "sockets:session:" + sessionId;
  }
}
