package io.netia.live.nodes;

import io.netia.live.nodes.ClusterBus.Periods;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this node registered and finds which others are. On a thread of its own: a database that is
 * slow must not hold up what the bus has to say.
 */
final class SignsOfLife implements AutoCloseable {

  private static final Logger LOG = System.getLogger(SignsOfLife.class.getName());
  private static final int STOPPING_MS = 2000;

  /**
   * What the registry has said.
   *
   * @param ages how long ago each other node has said that it is alive
   * @param at when that was, by this node's clock
   */
  record Found(Map<String, Duration> ages, long at) {}

  private final NodeRegistry registry;
  private final String node;
  private final Periods periods;
  private final LongSupplier nanos;
  private final Queue<Found> found = new ConcurrentLinkedQueue<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean isAway;

  SignsOfLife(
      NodeRegistry registry,
      String node,
      Periods periods,
      LongSupplier nanos,
      ThreadFactory threads) {
    this.registry = registry;
    this.node = node;
    this.periods = periods;
    this.nanos = nanos;
    this.thread = threads.newThread(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      do {
        register();
      } while (!stopped.await(periods.registration().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Once; a database that is away says nothing about anybody. */
  void register() {
    try {
      found.add(new Found(registry.register(node), nanos.getAsLong()));
      isAway = false;
    } catch (RuntimeException failed) {
      if (!isAway) {
        LOG.log(Level.WARNING, "Nodes cannot be looked up for now: {0}", failed.toString());
      }
      isAway = true;
    }
  }

  /** The next answer of the registry that was not taken yet. */
  @Nullable Found next() {
    return found.poll();
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
      registry.leave(node);
    } catch (RuntimeException failed) {
      LOG.log(Level.WARNING, "This node stays registered for a while: {0}", failed.toString());
    }
  }
}
