package io.netia.live.socket.channels;

/** A join that is not allowed. Its message is the {@code reason} that clients read. */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  Refused(String reason) {
    // No stack trace: refused clients try again for ever.
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** The word for the client. */
  public String reason() {
    return reason;
  }
}
