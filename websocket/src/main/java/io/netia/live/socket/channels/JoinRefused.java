package io.netia.live.socket.channels;

/** A join that is not allowed. Its message is the {@code reason} that clients read. */
public final class JoinRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  JoinRefused(String reason) {
    // No stack trace: refused clients try again for ever.
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** The reason for the client. */
  public String reason() {
    return reason;
  }
}
