package io.netia.live.cluster;

import io.netia.live.cluster.ClusterBus.Periods;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Renews this node's row in the registry, reads those of the others, and exchanges batches through
 * the database while a node is isolated. On a thread of its own: a slow database must not hold up
 * the bus.
 */
final class NodeHeartbeat implements AutoCloseable {

  private static final Logger LOG = System.getLogger(NodeHeartbeat.class.getName());
  private static final int STOPPING_MS = 2000;
  private static final int TICKS_PER_HEARTBEAT = 5;

  /**
   * The registry at one moment.
   *
   * @param heartbeats rows of the other nodes, by id
   * @param at the moment, by this node's clock
   */
  record Registered(Map<String, Heartbeat> heartbeats, long at) {}

  private final NodeRegistry registry;
  private final DatabaseFallback fallback;
  private final BatchReceiver receiver;
  private final String node;
  private final LongSupplier nanos;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private final long tickMs;
  private final long ticksPerRegistration;
  private long ticks;
  private long ticksToStore;
  private boolean registeredAsIsolated;
  private volatile boolean isAway;

  NodeHeartbeat(
      NodeRegistry registry,
      DatabaseFallback fallback,
      BatchReceiver receiver,
      String node,
      Periods periods,
      LongSupplier nanos,
      ThreadFactory threads) {
    this.registry = registry;
    this.fallback = fallback;
    this.receiver = receiver;
    this.node = node;
    this.nanos = nanos;
    this.tickMs =
        Math.min(
            periods.heartbeat().toMillis() / TICKS_PER_HEARTBEAT,
            periods.registration().toMillis());
    this.ticksPerRegistration = periods.registration().toMillis() / tickMs;
    this.thread = threads.newThread(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      do {
        tick();
      } while (!stopped.await(tickMs, TimeUnit.MILLISECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does what is due. Nothing follows about the nodes from a database that does not answer. */
  void tick() {
    boolean isIsolated = receiver.isIsolated();
    boolean isDue = ticks % ticksPerRegistration == 0;
    ticks++;
    if (isAway && !isDue) {
      return;
    }
    try {
      if (isDue || isIsolated != registeredAsIsolated) {
        register(isIsolated);
      }
      store();
      if (receiver.isOnFallback()) {
        fallback.fetch();
      }
      isAway = false;
    } catch (RuntimeException failed) {
      if (!isAway) {
        LOG.log(
            Level.WARNING, "The registry of nodes cannot be read for now: {0}", failed.toString());
      }
      isAway = true;
    }
  }

  /**
   * Stores for a while longer than a node is isolated: what was sent before that was known here did
   * not reach it.
   */
  private void store() {
    if (receiver.isAnyNodeIsolated()) {
      ticksToStore = ticksPerRegistration;
    } else {
      ticksToStore--;
    }
    if (ticksToStore > 0) {
      fallback.store();
    }
  }

  private void register(boolean isIsolated) {
    receiver.look(new Registered(registry.register(node, isIsolated), nanos.getAsLong()));
    registeredAsIsolated = isIsolated;
  }

  /** Deregisters this node, unless that would only wait for a database that does not answer. */
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
      store();
      registry.deregister(node);
    } catch (RuntimeException failed) {
      LOG.log(Level.WARNING, "This node stays registered for a while: {0}", failed.toString());
    }
  }
}
