package io.netia.live.socket.hub;

/**
 * The close codes this server uses (RFC 6455 section 7.4.1). Never 1000: deployed clients take it
 * for "do not come back".
 */
public final class CloseCode {

  /**
   * The server ends the connection and the client should come back: silent, too slow, signed out.
   */
  public static final int GOING_AWAY = 1001;

  /** A message is larger than the limit. */
  public static final int TOO_BIG = 1009;

  /** A message is no frame of the protocol, or the server failed. */
  public static final int UNEXPECTED_CONDITION = 1011;

  /** The server stops and will be back. */
  public static final int SERVICE_RESTART = 1012;

  private CloseCode() {}
}
