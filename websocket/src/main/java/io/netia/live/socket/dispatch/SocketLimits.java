package io.netia.live.socket.dispatch;

import io.netia.limits.Budget;
import java.time.Duration;

/**
 * What one socket may do.
 *
 * @param channels joined at the same time
 * @param eventsPerSecond frames in the long run, heartbeats not counted
 * @param eventBurst frames at once
 * @param unjoined time without any topic after which it is closed
 * @param idle silence after which it is closed; clients beat every 30 s
 * @param refusalRemembered how long a refused join is refused again without asking the database
 */
public record SocketLimits(
    int channels,
    int eventsPerSecond,
    int eventBurst,
    Duration unjoined,
    Duration idle,
    Duration refusalRemembered) {

  /** Longest message a client may send, in bytes. */
  public static final int MESSAGE_MAX = Budget.Sockets.MESSAGE_BYTES;
}
