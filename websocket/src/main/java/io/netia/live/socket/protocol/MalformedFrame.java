package io.netia.live.socket.protocol;

/** Bytes that are no frame of the protocol: the socket that sent them is closed. */
public final class MalformedFrame extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, without the bytes themselves
   */
  public MalformedFrame(String message) {
    // No stack trace: anybody can send garbage as fast as the network allows.
    super(message, null, false, false);
  }
}
