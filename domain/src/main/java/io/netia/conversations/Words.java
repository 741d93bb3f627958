package io.netia.conversations;

import java.util.Set;

/** The closed vocabularies of conversations and messages. */
public final class Words {

  /** States of a conversation. */
  public static final Set<String> STATUSES = Set.of("open", "closed");

  /** Priorities of a conversation. */
  public static final Set<String> PRIORITIES = Set.of("priority", "not_priority");

  /** Where a conversation came from. */
  public static final Set<String> SOURCES =
      Set.of("chat", "slack", "email", "sms", "api", "sandbox");

  /** Where a message came from. */
  public static final Set<String> MESSAGE_SOURCES =
      Set.of("chat", "slack", "mattermost", "email", "sms", "api", "sandbox");

  /** Kinds of message. */
  public static final Set<String> MESSAGE_TYPES = Set.of("reply", "note", "bot");

  private Words() {}
}
