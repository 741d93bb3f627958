package io.netia.live.nodes;

import io.netia.live.service.Announcement;
import io.netia.live.service.Bus;
import io.netia.live.service.BusState;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.LocalBus;
import io.netia.live.service.Nodes;
import io.netia.live.service.Step;
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
 * The bus of several nodes, over any network. Listeners here are told on the publishing thread; for
 * the others events wait in a bounded queue, which one thread empties into batches. What does not
 * fit, or what nobody is awake to hear, is left out but counted, so that the others learn that
 * something was lost. A node says at least once in a while that it is there, on the network and in
 * the registry: with whom only the registry knows to be alive, it talks through the database
 * ({@link Detour}).
 */
public final class ClusterBus implements Bus, AutoCloseable {

  private static final Logger LOG = System.getLogger(ClusterBus.class.getName());
  private static final int QUEUED_MOST = 10_000;
  private static final int BATCH_MOST = 200;
  private static final Duration TICK = Duration.ofMillis(50);

  /**
   * How time is kept between nodes.
   *
   * @param heartbeat a node says something at least this often
   * @param registration how often a node says in the registry that it is alive
   * @param silence who says nothing for so long is gone
   * @param patience how long an event waits for the one before it
   */
  public record Periods(
      Duration heartbeat, Duration registration, Duration silence, Duration patience) {

    /** Those of a server. */
    public static final Periods USUAL =
        new Periods(
            Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(10), Step.CLOSELY);
  }

  private final String node = LocalBus.newNode();
  private final Link link;
  private final Periods periods;
  private final LongSupplier nanos;
  private final List<Consumer<LiveEvent>> listeners = new CopyOnWriteArrayList<>();
  private final List<Nodes> watchers = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Announcement> outgoing = new ArrayBlockingQueue<>(QUEUED_MOST);
  private final AtomicLong unqueued = new AtomicLong();
  private final InOrder inOrder;
  private final Arrivals arrivals;
  private final Detour detour;
  private final SignsOfLife signs;
  private final Thread thread;
  private long dequeued;
  private long sentAt;
  private long tickedAt;
  private volatile boolean isStopping;

  /** Takes part from {@link #start} to {@link #close}. */
  ClusterBus(
      Link link,
      NodeRegistry registry,
      Relay relay,
      Periods periods,
      LongSupplier nanos,
      ThreadFactory threads) {
    this.link = link;
    this.periods = periods;
    this.nanos = nanos;
    this.inOrder = new InOrder(this::tell, nanos, periods.patience().toNanos());
    this.arrivals = new Arrivals(node, periods, nanos, inOrder::offer, watchers);
    this.detour = new Detour(relay, node, arrivals::byDetour);
    this.signs = new SignsOfLife(registry, detour, arrivals, node, periods, nanos, threads);
    this.thread = threads.newThread(this::run);
  }

  void start() {
    tickedAt = nanos.getAsLong();
    link.open(arrivals::byLink);
    thread.start();
    signs.start();
  }

  @Override
  public void publish(Announcement announcement) {
    // First to the others: on its way while those here are told.
    if (!outgoing.offer(announcement)) {
      unqueued.incrementAndGet();
    }
    inOrder.offer(announcement);
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
  public void watch(Nodes nodes) {
    watchers.add(nodes);
  }

  @Override
  public BusState state() {
    return arrivals.isOnDetour() || arrivals.isAnybodyDeaf() ? BusState.DATABASE : BusState.NETWORK;
  }

  private void tell(Announcement announcement) {
    for (LiveEvent event : announcement.events()) {
      for (Consumer<LiveEvent> listener : listeners) {
        listener.accept(event);
      }
    }
  }

  private void run() {
    while (!isStopping) {
      try {
        turn();
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException failed) {
        LOG.log(Level.ERROR, "The bus between nodes goes on after a failure", failed);
      }
    }
  }

  private void turn() throws InterruptedException {
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
      inOrder.expire(arrivals.isAnybodyAwake(now));
      arrivals.tick(now);
    }
  }

  private void passOn(List<Announcement> batch, long now) {
    boolean isReached = arrivals.isAnybodyReached(now);
    if (isReached || arrivals.isAnybodyAlive()) {
      send(batch, now, isReached);
    }
    // What is not sent, or is lost on the way, is found missing by the next that is heard.
    dequeued += batch.size();
  }

  /** Over the network only when it reaches somebody: it may keep what it cannot deliver. */
  private void send(List<Announcement> batch, long now, boolean isOverLink) {
    byte[] bytes = batch(false, batch);
    detour.said(bytes, now);
    if (!isOverLink) {
      return;
    }
    if (!link.send(bytes)) {
      LOG.log(Level.DEBUG, "The network did not take {0} announcements", batch.size());
    }
    sentAt = now;
  }

  private byte[] batch(boolean isLast, List<Announcement> announcements) {
    return new Batch(node, dequeued + unqueued.get(), isLast, announcements).encoded();
  }

  /** Says that this node stops, and leaves. */
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
    detour.said(last, nanos.getAsLong());
    if (!link.send(last)) {
      LOG.log(Level.DEBUG, "The others will miss this node by its silence");
    }
    link.close();
    // Not before: who is neither heard nor registered is counted as lost.
    signs.close();
  }
}
