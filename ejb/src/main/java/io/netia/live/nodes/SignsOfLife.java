package io.netia.live.nodes;

import io.netia.live.nodes.ClusterBus.Periods;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps this node registered, finds which others are, and goes the detour while one of them is
 * deaf. On a thread of its own: a database that is slow must not hold up what the bus has to say.
 */
final class SignsOfLife implements AutoCloseable {

  private static final Logger LOG = System.getLogger(SignsOfLife.class.getName());
  private static final int STOPPING_MS = 2000;
  private static final int GLANCES_PER_HEARTBEAT = 5;

  /**
   * What the registry has said.
   *
   * @param signs what each other node has said
   * @param at when that was, by this node's clock
   */
  record Found(Map<String, Sign> signs, long at) {}

  private final NodeRegistry registry;
  private final Detour detour;
  private final Arrivals arrivals;
  private final String node;
  private final LongSupplier nanos;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private final long glanceMs;
  private final long turnsPerRegistration;
  private long turns;
  private long turnsToLeave;
  private boolean isSaidDeaf;
  private volatile boolean isAway;

  SignsOfLife(
      NodeRegistry registry,
      Detour detour,
      Arrivals arrivals,
      String node,
      Periods periods,
      LongSupplier nanos,
      ThreadFactory threads) {
    this.registry = registry;
    this.detour = detour;
    this.arrivals = arrivals;
    this.node = node;
    this.nanos = nanos;
    this.glanceMs =
        Math.min(
            periods.heartbeat().toMillis() / GLANCES_PER_HEARTBEAT,
            periods.registration().toMillis());
    this.turnsPerRegistration = periods.registration().toMillis() / glanceMs;
    this.thread = threads.newThread(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      do {
        turn();
      } while (!stopped.await(glanceMs, TimeUnit.MILLISECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does at the database what is to be done now; one that is away says nothing about anybody. */
  void turn() {
    boolean isDeaf = arrivals.isDeaf();
    boolean isDue = turns % turnsPerRegistration == 0;
    turns++;
    if (isAway && !isDue) {
      return;
    }
    try {
      if (isDue || isDeaf != isSaidDeaf) {
        register(isDeaf);
      }
      leave();
      if (arrivals.isOnDetour()) {
        detour.collect();
      }
      isAway = false;
    } catch (RuntimeException failed) {
      if (!isAway) {
        LOG.log(Level.WARNING, "Nodes cannot be looked up for now: {0}", failed.toString());
      }
      isAway = true;
    }
  }

  /**
   * For a while longer than anybody is deaf: what was said before that was known here did not go
   * over the network.
   */
  private void leave() {
    if (arrivals.isAnybodyDeaf()) {
      turnsToLeave = turnsPerRegistration;
    } else {
      turnsToLeave--;
    }
    if (turnsToLeave > 0) {
      detour.leave();
    }
  }

  private void register(boolean isDeaf) {
    arrivals.look(new Found(registry.register(node, isDeaf), nanos.getAsLong()));
    isSaidDeaf = isDeaf;
  }

  /** Strikes this node off, unless that would only wait for a database that does not answer. */
  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join(STOPPING_MS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (isAway || thread.isAlive()) {
      return;
    }
    try {
      leave();
      registry.leave(node);
    } catch (RuntimeException failed) {
      LOG.log(Level.WARNING, "This node stays registered for a while: {0}", failed.toString());
    }
  }
}
