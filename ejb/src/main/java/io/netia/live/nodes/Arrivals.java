package io.netia.live.nodes;

import io.netia.live.nodes.ClusterBus.Periods;
import io.netia.live.service.Announcement;
import io.netia.live.service.Nodes;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What arrives of the other nodes, over the network or on the detour, and what it says of them.
 * What the network brings while something before it is still on the detour waits for that.
 */
final class Arrivals {

  private static final Logger LOG = System.getLogger(Arrivals.class.getName());

  /** Batches of one node that wait; beyond, what they wait for counts as lost. */
  private static final int EARLY_MOST = 200;

  private final String self;
  private final Periods periods;
  private final LongSupplier nanos;
  private final Consumer<Announcement> hears;
  private final List<Nodes> watchers;

  /** Guards what is known of the others; never held while somebody is told. */
  private final Object known = new Object();

  private final Peers peers;
  private final Unheard unheard;
  private final Hearing hearing;
  private final Map<String, Deque<Batch>> early = new HashMap<>();
  private long tickedAt;
  private long missedAt;
  private boolean isDeaf;
  private @Nullable Long deafAt;

  /**
   * @param hears is told every announcement once
   * @param watchers are told of the nodes
   */
  Arrivals(
      String self,
      Periods periods,
      LongSupplier nanos,
      Consumer<Announcement> hears,
      List<Nodes> watchers) {
    this.self = self;
    this.periods = periods;
    this.nanos = nanos;
    this.hears = hears;
    this.watchers = watchers;
    this.peers = new Peers(periods.silence().toNanos());
    this.unheard = new Unheard(peers, periods);
    this.hearing = new Hearing(peers, periods);
    tickedAt = nanos.getAsLong();
    // Whoever comes from now on has read what was stored before.
    missedAt = tickedAt;
  }

  /** The network has brought something. */
  void byLink(byte[] bytes) {
    Batch batch = read(bytes);
    if (batch == null) {
      return;
    }
    synchronized (this) {
      if (!isToWait(batch)) {
        take(batch, true);
      }
    }
  }

  /**
   * Another node has left something. What those have left who were dead before this node began
   * concerns nobody here.
   */
  void byDetour(byte[] bytes) {
    Batch batch = read(bytes);
    if (batch == null || !wasEverThere(batch.node())) {
      return;
    }
    synchronized (this) {
      take(batch, false);
      for (Batch next = following(batch.node()); next != null; next = following(batch.node())) {
        take(next, false);
      }
    }
  }

  private @Nullable Batch read(byte[] bytes) {
    try {
      Batch batch = Batch.read(bytes);
      return batch.node().equals(self) ? null : batch;
    } catch (IOException unreadable) {
      LOG.log(Level.WARNING, "Another node said what cannot be read: {0}", unreadable.getMessage());
      return null;
    }
  }

  private boolean wasEverThere(String node) {
    synchronized (known) {
      return peers.isKnown(node) || hearing.isAlive(node);
    }
  }

  private boolean isToWait(Batch batch) {
    synchronized (known) {
      if (!isOnDetour(nanos.getAsLong()) || !peers.isAhead(batch)) {
        return false;
      }
      peers.carried(batch.node(), nanos.getAsLong());
      Deque<Batch> waiting = early.computeIfAbsent(batch.node(), node -> new ArrayDeque<>());
      return waiting.size() < EARLY_MOST && waiting.add(batch);
    }
  }

  private @Nullable Batch following(String node) {
    synchronized (known) {
      Deque<Batch> waiting = early.get(node);
      Batch first = waiting == null ? null : waiting.peek();
      return first == null || peers.isAhead(first) ? null : waiting.poll();
    }
  }

  /**
   * @param isCarried whether the network brings it just now
   */
  private void take(Batch batch, boolean isCarried) {
    Peers.Heard heard;
    boolean left = false;
    long now = nanos.getAsLong();
    synchronized (known) {
      heard = peers.heard(batch.node(), batch.before(), batch.announcements().size(), now);
      if (isCarried) {
        // Known before anybody is told that the node is there, and has something to say to it.
        peers.carried(batch.node(), now);
      }
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
    batch.announcements().forEach(hears);
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

  private void missed() {
    synchronized (known) {
      missedAt = nanos.getAsLong();
    }
    watchers.forEach(Nodes::missed);
  }

  /** Finds who has been silent for too long, whether this node is deaf, and what need not wait. */
  void tick(long now) {
    List<String> gone;
    synchronized (known) {
      if (now - tickedAt > 2 * periods.heartbeat().toNanos()) {
        peers.excuse(now);
      }
      tickedAt = now;
      gone = peers.silent(now);
      hearOrNot(now);
    }
    for (String peer : gone) {
      LOG.log(Level.WARNING, "Node {0} is not heard of any more", peer);
      watchers.forEach(watcher -> watcher.gone(peer));
    }
    if (!gone.isEmpty()) {
      // What it had stored, and could not say any more, nobody will say.
      missed();
    }
    takeEarly(now);
  }

  private void hearOrNot(long now) {
    boolean was = isDeaf;
    isDeaf = hearing.isDeaf(now);
    if (isDeaf) {
      deafAt = now;
    }
    if (isDeaf != was) {
      LOG.log(
          Level.INFO,
          isDeaf
              ? "The network does not bring what a living node says: looking for it in the database"
              : "The network brings what every living node says");
    }
  }

  /** What is awaited on the detour will not come any more. */
  private synchronized void takeEarly(long now) {
    for (Batch next = unawaited(now); next != null; next = unawaited(now)) {
      take(next, false);
    }
  }

  private @Nullable Batch unawaited(long now) {
    synchronized (known) {
      if (isOnDetour(now)) {
        return null;
      }
      early.values().removeIf(Deque::isEmpty);
      return early.isEmpty() ? null : early.values().iterator().next().poll();
    }
  }

  /** Looks at who is registered. */
  void look(SignsOfLife.Found found) {
    boolean isMissed;
    synchronized (known) {
      hearing.look(found);
      isMissed = unheard.isMissed(found, missedAt);
    }
    if (isMissed) {
      LOG.log(Level.WARNING, "A node that is not heard was alive all the same");
      missed();
    }
  }

  /** Whether there is somebody, heard or not, from whom something may still come. */
  boolean isAnybodyAwake(long now) {
    synchronized (known) {
      return peers.isAnybodyAwake(now, attention()) || hearing.isAnybodyAlive();
    }
  }

  /** Whether the network reaches anybody: it brings something of somebody, or nobody complains. */
  boolean isAnybodyReached(long now) {
    synchronized (known) {
      return peers.isAnybodyCarried(now, attention()) || hearing.isAnybodyHearing();
    }
  }

  private long attention() {
    return Hearing.HEARTBEATS * periods.heartbeat().toNanos();
  }

  /** Whether there are other nodes at all. */
  boolean isAnybodyAlive() {
    synchronized (known) {
      return hearing.isAnybodyAlive();
    }
  }

  /** Whether another node has to be told on the detour. */
  boolean isAnybodyDeaf() {
    synchronized (known) {
      return hearing.isAnybodyDeaf();
    }
  }

  /** Whether this node does not hear somebody who is alive. */
  boolean isDeaf() {
    synchronized (known) {
      return isDeaf;
    }
  }

  /** Whether this node is deaf, or was until shortly, so that something may be on the detour. */
  boolean isOnDetour() {
    synchronized (known) {
      return isOnDetour(nanos.getAsLong());
    }
  }

  private boolean isOnDetour(long now) {
    return deafAt != null && now - deafAt < Hearing.livelyNanos(periods);
  }
}
