package io.netia.conversations;

import io.netia.input.WireName;

/** What a message is. */
public enum MessageType implements WireName {
  /** To or from the customer. */
  REPLY,

  /** Among the team; private unless the sender says otherwise. */
  NOTE,

  /** Made by a machine. */
  BOT
}
