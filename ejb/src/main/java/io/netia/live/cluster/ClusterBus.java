package io.netia.live.cluster;

import io.netia.live.service.Announcement;
import io.netia.live.service.Bus;
import io.netia.live.service.BusState;
import io.netia.live.service.ChangeRange;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.LocalBus;
import io.netia.live.service.MembershipListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The event bus of several nodes, over any transport. Listeners of this node are called on the
 * publishing thread, or on the one that brings the change that came before; for the others events
 * wait in a bounded queue, which one thread drains into batches. What does not fit, or has no
 * receiver, is left out but counted, so that the others detect the gap. A node sends heartbeats
 * over the transport and to the registry; with a node that only the registry knows to be alive, it
 * exchanges batches through the database ({@link DatabaseFallback}).
 */
public final class ClusterBus implements Bus, AutoCloseable {

  private static final Logger LOG = System.getLogger(ClusterBus.class.getName());
  private static final int QUEUED_MOST = 10_000;
  private static final int BATCH_MOST = 200;
  private static final Duration TICK = Duration.ofMillis(50);

  /**
   * The periods of membership and ordering.
   *
   * @param heartbeat a node sends something at least this often
   * @param registration how often a node renews its row in the registry
   * @param silence a node that is silent for so long has failed
   * @param patience how long an event waits for the one before it
   */
  public record Periods(
      Duration heartbeat, Duration registration, Duration silence, Duration patience) {

    /** Those of a server. */
    public static final Periods USUAL =
        new Periods(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            ChangeRange.CLOSELY);
  }

  private final String node = LocalBus.newNode();
  private final Transport transport;
  private final Periods periods;
  private final LongSupplier nanos;
  private final List<Consumer<LiveEvent>> listeners = new CopyOnWriteArrayList<>();
  private final List<MembershipListener> watchers = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Announcement> outgoing = new ArrayBlockingQueue<>(QUEUED_MOST);
  private final AtomicLong unqueued = new AtomicLong();
  private final ReorderBuffer reorderBuffer;
  private final BatchReceiver receiver;
  private final DatabaseFallback fallback;
  private final NodeHeartbeat heartbeats;
  private final Thread thread;
  private long dequeued;
  private long sentAt;
  private long tickedAt;
  private volatile boolean isStopping;

  /** Takes part from {@link #start} to {@link #close}. */
  ClusterBus(
      Transport transport,
      NodeRegistry registry,
      BatchStore batches,
      Periods periods,
      LongSupplier nanos,
      ThreadFactory threads) {
    this.transport = transport;
    this.periods = periods;
    this.nanos = nanos;
    this.reorderBuffer = new ReorderBuffer(this::deliver, nanos, periods.patience().toNanos());
    this.receiver = new BatchReceiver(node, periods, nanos, reorderBuffer::offer, watchers);
    this.fallback = new DatabaseFallback(batches, node, receiver::fromDatabase);
    this.heartbeats =
        new NodeHeartbeat(registry, fallback, receiver, node, periods, nanos, threads);
    this.thread = threads.newThread(this::run);
  }

  void start() {
    tickedAt = nanos.getAsLong();
    transport.open(receiver::fromTransport);
    thread.start();
    heartbeats.start();
  }

  @Override
  public void publish(Announcement announcement) {
    // To the other nodes first: it is on its way while the listeners here are called.
    if (!outgoing.offer(announcement)) {
      unqueued.incrementAndGet();
    }
    reorderBuffer.offer(announcement);
  }

  @Override
  public void subscribe(Consumer<LiveEvent> listener) {
    listeners.add(listener);
  }

  @Override
  public String node() {
    return node;
  }

  @Override
  public void watch(MembershipListener nodes) {
    watchers.add(nodes);
  }

  @Override
  public BusState state() {
    return receiver.isOnFallback() || receiver.isAnyNodeIsolated()
        ? BusState.DATABASE
        : BusState.TRANSPORT;
  }

  private void deliver(Announcement announcement) {
    for (LiveEvent event : announcement.events()) {
      for (Consumer<LiveEvent> listener : listeners) {
        listener.accept(event);
      }
    }
  }

  private void run() {
    while (!isStopping) {
      try {
        runOnce();
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException failed) {
        LOG.log(Level.ERROR, "The bus between nodes goes on after a failure", failed);
      }
    }
  }

  private void runOnce() throws InterruptedException {
    Announcement first = outgoing.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
    long now = nanos.getAsLong();
    if (first != null) {
      List<Announcement> batch = new ArrayList<>();
      batch.add(first);
      outgoing.drainTo(batch, BATCH_MOST - 1);
      passOn(batch, now);
    }
    if (now - sentAt >= periods.heartbeat().toNanos()) {
      send(List.of(), now, true);
    }
    if (now - tickedAt >= TICK.toNanos()) {
      tickedAt = now;
      reorderBuffer.expire(receiver.isAnyNodeResponsive(now));
      receiver.tick(now);
    }
  }

  private void passOn(List<Announcement> batch, long now) {
    boolean isReached = receiver.isAnyNodeReachable(now);
    if (isReached || receiver.isAnyNodeAlive()) {
      send(batch, now, isReached);
    }
    // A batch that is not sent, or lost on the way, shows as a gap in the next one.
    dequeued += batch.size();
  }

  /** Over the transport only when it reaches a node: it may keep what it cannot deliver. */
  private void send(List<Announcement> batch, long now, boolean isByTransport) {
    byte[] bytes = batch(false, batch);
    fallback.sent(bytes, now);
    if (!isByTransport) {
      return;
    }
    if (!transport.send(bytes)) {
      LOG.log(Level.DEBUG, "The transport did not take {0} announcements", batch.size());
    }
    sentAt = now;
  }

  private byte[] batch(boolean isLast, List<Announcement> announcements) {
    return new Batch(node, dequeued + unqueued.get(), isLast, announcements).encoded();
  }

  /** Announces that this node stops, and leaves. */
  @Override
  public void close() {
    isStopping = true;
    try {
      thread.join(2000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    List<Announcement> rest = new ArrayList<>();
    outgoing.drainTo(rest);
    byte[] last = batch(true, rest);
    fallback.sent(last, nanos.getAsLong());
    if (!transport.send(last)) {
      LOG.log(Level.DEBUG, "The other nodes will detect this stop by its silence");
    }
    transport.close();
    // Not before: a node that is neither received nor registered counts as failed.
    heartbeats.close();
  }
}
