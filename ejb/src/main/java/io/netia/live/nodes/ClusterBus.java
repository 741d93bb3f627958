package io.netia.live.nodes;

import io.netia.live.service.Announcement;
import io.netia.live.service.Bus;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.LocalBus;
import io.netia.live.service.Nodes;
import io.netia.live.service.Step;
import java.io.IOException;
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
 * something was lost. A node says at least once in a while that it is there, on the bus and in the
 * registry: whom only the registry knows to be alive, something was lost of ({@link Unheard}).
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
  private final Peers peers;
  private final Unheard unheard;
  private final SignsOfLife signs;
  private final Thread thread;
  private long dequeued;
  private long sentAt;
  private long tickedAt;
  private volatile long missedAt;
  private volatile boolean isStopping;

  /** Takes part from {@link #start} to {@link #close}. */
  ClusterBus(
      Link link,
      NodeRegistry registry,
      Periods periods,
      LongSupplier nanos,
      ThreadFactory threads) {
    this.link = link;
    this.periods = periods;
    this.nanos = nanos;
    this.inOrder = new InOrder(this::tell, nanos, periods.patience().toNanos());
    this.peers = new Peers(periods.silence().toNanos());
    this.unheard = new Unheard(peers, periods);
    this.signs = new SignsOfLife(registry, node, periods, nanos, threads);
    this.thread = threads.newThread(this::run);
  }

  void start() {
    tickedAt = nanos.getAsLong();
    // Whoever comes from now on has read what was stored before.
    missedAt = tickedAt;
    link.open(this::receive);
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

  private void tell(Announcement announcement) {
    for (LiveEvent event : announcement.events()) {
      for (Consumer<LiveEvent> listener : listeners) {
        listener.accept(event);
      }
    }
  }

  private void missed() {
    missedAt = nanos.getAsLong();
    watchers.forEach(Nodes::missed);
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
      send(List.of(), now);
    }
    if (now - tickedAt >= TICK.toNanos()) {
      tick(now);
    }
    lookAtRegistry();
  }

  private void passOn(List<Announcement> batch, long now) {
    if (isAnybodyAwake(now)) {
      send(batch, now);
    }
    // What is not sent, or is lost on the way, is found missing by the next that is heard.
    dequeued += batch.size();
  }

  private void send(List<Announcement> batch, long now) {
    if (!link.send(batch(false, batch))) {
      LOG.log(Level.DEBUG, "The network did not take {0} announcements", batch.size());
    }
    sentAt = now;
  }

  private byte[] batch(boolean isLast, List<Announcement> announcements) {
    return new Batch(node, dequeued + unqueued.get(), isLast, announcements).encoded();
  }

  private boolean isAnybodyAwake(long now) {
    synchronized (peers) {
      return peers.isAnybodyAwake(now, 3 * periods.heartbeat().toNanos());
    }
  }

  private void tick(long now) {
    inOrder.expire(isAnybodyAwake(now));
    List<String> gone;
    synchronized (peers) {
      if (now - tickedAt > 2 * periods.heartbeat().toNanos()) {
        peers.excuse(now);
      }
      gone = peers.silent(now);
    }
    tickedAt = now;
    for (String peer : gone) {
      LOG.log(Level.WARNING, "Node {0} is not heard of any more", peer);
      watchers.forEach(watcher -> watcher.gone(peer));
    }
    if (!gone.isEmpty()) {
      // What it had stored, and could not say any more, nobody will say.
      missed();
    }
  }

  private void lookAtRegistry() {
    for (SignsOfLife.Found found = signs.next(); found != null; found = signs.next()) {
      boolean isMissed;
      synchronized (peers) {
        isMissed = unheard.isMissed(found, missedAt);
      }
      if (isMissed) {
        LOG.log(Level.WARNING, "A node that is not heard was alive all the same");
        missed();
      }
    }
  }

  private void receive(byte[] bytes) {
    Batch batch;
    try {
      batch = Batch.read(bytes);
    } catch (IOException unreadable) {
      LOG.log(Level.WARNING, "Another node said what cannot be read: {0}", unreadable.getMessage());
      return;
    }
    if (!batch.node().equals(node)) {
      receive(batch);
    }
  }

  private void receive(Batch batch) {
    Peers.Heard heard;
    boolean left = false;
    synchronized (peers) {
      heard =
          peers.heard(
              batch.node(), batch.before(), batch.announcements().size(), nanos.getAsLong());
      if (batch.isLast()) {
        left = peers.left(batch.node());
      }
    }
    switch (heard) {
      case AGAIN -> {
        return;
      }
      case NEW, NEW_AND_MISSED -> appeared(batch, heard == Peers.Heard.NEW_AND_MISSED);
      case MISSED -> {
        LOG.log(Level.WARNING, "Events of node {0} were lost", batch.node());
        missed();
      }
      case NEXT -> {}
    }
    batch.announcements().forEach(inOrder::offer);
    if (left) {
      LOG.log(Level.INFO, "Node {0} has stopped", batch.node());
      watchers.forEach(watcher -> watcher.gone(batch.node()));
    }
  }

  private void appeared(Batch batch, boolean hasMissed) {
    LOG.log(Level.INFO, "Node {0} is there", batch.node());
    watchers.forEach(watcher -> watcher.appeared(batch.node()));
    if (hasMissed) {
      missed();
    }
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
    if (!link.send(batch(true, rest))) {
      LOG.log(Level.DEBUG, "The others will miss this node by its silence");
    }
    link.close();
    // Not before: who is neither heard nor registered is counted as lost.
    signs.close();
  }
}
