package io.netia.conversations;

import io.netia.input.WireName;

/** Where a message came from. */
public enum MessageSource implements WireName {
  /** The widget or the dashboard. */
  CHAT,

  /** Slack. */
  SLACK,

  /** Mattermost. */
  MATTERMOST,

  /** A mail. */
  EMAIL,

  /** A text message. */
  SMS,

  /** A partner, over REST. */
  API,

  /** A demo. */
  SANDBOX
}
