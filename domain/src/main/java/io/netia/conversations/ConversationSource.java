package io.netia.conversations;

import io.netia.input.WireName;

/** Where a conversation began. */
public enum ConversationSource implements WireName {
  /** In the widget. */
  CHAT,

  /** In Slack. */
  SLACK,

  /** In a mail. */
  EMAIL,

  /** In a text message. */
  SMS,

  /** By a partner over REST. */
  API,

  /** In a demo. */
  SANDBOX
}
