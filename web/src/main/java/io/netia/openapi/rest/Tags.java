package io.netia.openapi.rest;

/** Names that several resources share with the description. */
public final class Tags {

  /** Signing in, registration, the caller. */
  public static final String SESSIONS = "Sessions";

  /** Conversations. */
  public static final String CONVERSATIONS = "Conversations";

  /** Messages. */
  public static final String MESSAGES = "Messages";

  /** Customers. */
  public static final String CUSTOMERS = "Customers";

  /** What widgets call. */
  public static final String VISITORS = "Visitors";

  /** The feed. */
  public static final String FEED = "Feed";

  /** The account and its rules. */
  public static final String ACCOUNT = "Account";

  /** The team. */
  public static final String USERS = "Users";

  /** Inboxes. */
  public static final String INBOXES = "Inboxes";

  /** Widgets. */
  public static final String WIDGETS = "Widgets";

  /** The echo. */
  public static final String PING = "Ping";

  /** The security scheme of renewals. */
  public static final String RENEW_TOKEN = "renew_token";

  private Tags() {}
}
