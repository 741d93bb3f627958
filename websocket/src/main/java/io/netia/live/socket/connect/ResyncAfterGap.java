package io.netia.live.socket.connect;

import io.netia.live.service.MembershipListener;
import io.netia.live.socket.hub.CloseCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends the clients of this node back to the database when events of other nodes were lost: their
 * sockets are closed, in groups so that they do not all come back at once.
 */
public final class ResyncAfterGap implements MembershipListener {

  private static final Logger LOG = System.getLogger(ResyncAfterGap.class.getName());
  private static final int GROUPS = 20;
  private static final int PAUSE_MS = 100;

  /** Losses come in bursts; one return is enough for all. */
  private static final int GATHER_MS = 500;

  private final Sockets sockets;
  private final ScheduledExecutorService executor;
  private final AtomicBoolean isComing = new AtomicBoolean();

  /** Closes some of these sockets when it has to. */
  public ResyncAfterGap(Sockets sockets, ScheduledExecutorService executor) {
    this.sockets = sockets;
    this.executor = executor;
  }

  @Override
  public void gapDetected() {
    if (sockets.count() > 0 && isComing.compareAndSet(false, true)) {
      in(GATHER_MS, this::begin);
    }
  }

  private void begin() {
    isComing.set(false);
    LOG.log(Level.WARNING, "Events were lost between nodes: {0} sockets catch up", sockets.count());
    List<Runnable> groups = sockets.closingInSlices(GROUPS, CloseCode.GOING_AWAY, "catch up");
    for (int i = 0; i < groups.size(); i++) {
      in(i * PAUSE_MS, groups.get(i));
    }
  }

  private void in(int milliseconds, Runnable task) {
    ScheduledFuture<?> unused = executor.schedule(task, milliseconds, TimeUnit.MILLISECONDS);
  }

  @Override
  public void memberJoined(String node) {
    // What it published before shows as a gap by itself.
  }

  @Override
  public void memberLeft(String node) {
    // Likewise.
  }
}
