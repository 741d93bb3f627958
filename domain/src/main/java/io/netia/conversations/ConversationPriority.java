package io.netia.conversations;

import io.netia.input.WireName;

/** Whether the team has marked a conversation. */
public enum ConversationPriority implements WireName {
  /** Marked. */
  PRIORITY,

  /** Not marked, as every conversation begins. */
  NOT_PRIORITY
}
