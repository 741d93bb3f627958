package io.netia.conversations;

import io.netia.input.WireName;

/** Whether somebody still has to answer. */
public enum ConversationStatus implements WireName {
  /** Waits for the team, or for the customer. */
  OPEN,

  /** Done, until the customer writes again. */
  CLOSED
}
