package io.netia.live.cluster;

import io.netia.live.cluster.ClusterBus.Periods;
import io.netia.live.service.Announcement;
import io.netia.live.service.MembershipListener;
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
 * Receives the batches of the other nodes, over the transport or through the database, detects
 * gaps, duplicates and nodes that join or fail, and passes each announcement on once. A batch from
 * the transport waits while one before it is still to come through the database.
 */
final class BatchReceiver {

  private static final Logger LOG = System.getLogger(BatchReceiver.class.getName());

  /** Batches of one node that wait for one before them; beyond, that one counts as lost. */
  private static final int HELD_MOST = 200;

  private final String self;
  private final Periods periods;
  private final LongSupplier nanos;
  private final Consumer<Announcement> listener;
  private final List<MembershipListener> listeners;

  /** Guards the state of the cluster; never held while a listener is called. */
  private final Object known = new Object();

  private final Members members;
  private final UnreachableNodes unreachable;
  private final PartitionDetector partitions;
  private final Map<String, Deque<Batch>> held = new HashMap<>();
  private long tickedAt;
  private long resyncedAt;
  private boolean isIsolated;
  private @Nullable Long isolatedAt;

  /**
   * @param listener gets every announcement once
   * @param listeners are called when a node joins or leaves, and at a gap
   */
  BatchReceiver(
      String self,
      Periods periods,
      LongSupplier nanos,
      Consumer<Announcement> listener,
      List<MembershipListener> listeners) {
    this.self = self;
    this.periods = periods;
    this.nanos = nanos;
    this.listener = listener;
    this.listeners = listeners;
    this.members = new Members(periods.silence().toNanos());
    this.unreachable = new UnreachableNodes(members, periods);
    this.partitions = new PartitionDetector(members, periods);
    tickedAt = nanos.getAsLong();
    // Sockets that connect from now on have read what was stored before.
    resyncedAt = tickedAt;
  }

  /** A message has come over the transport. */
  void fromTransport(byte[] bytes) {
    Batch batch = read(bytes);
    if (batch == null) {
      return;
    }
    synchronized (this) {
      if (!mustWait(batch)) {
        take(batch, true);
      }
    }
  }

  /**
   * A batch was read from the database. Batches of nodes that were gone before this one started are
   * ignored.
   */
  void fromDatabase(byte[] bytes) {
    Batch batch = read(bytes);
    if (batch == null || !isKnownNode(batch.node())) {
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
      LOG.log(
          Level.WARNING, "A batch of another node cannot be read: {0}", unreadable.getMessage());
      return null;
    }
  }

  private boolean isKnownNode(String node) {
    synchronized (known) {
      return members.isKnown(node) || partitions.isAlive(node);
    }
  }

  private boolean mustWait(Batch batch) {
    synchronized (known) {
      if (!isOnFallback(nanos.getAsLong()) || !members.isAhead(batch)) {
        return false;
      }
      members.receivedByTransport(batch.node(), nanos.getAsLong());
      Deque<Batch> waiting = held.computeIfAbsent(batch.node(), node -> new ArrayDeque<>());
      return waiting.size() < HELD_MOST && waiting.add(batch);
    }
  }

  private @Nullable Batch following(String node) {
    synchronized (known) {
      Deque<Batch> waiting = held.get(node);
      if (waiting == null) {
        return null;
      }
      Batch first = waiting.peek();
      return first == null || members.isAhead(first) ? null : waiting.poll();
    }
  }

  /**
   * @param isFromTransport whether it has just come over the transport
   */
  private void take(Batch batch, boolean isFromTransport) {
    Members.Receipt received;
    boolean hasStopped = false;
    long now = nanos.getAsLong();
    synchronized (known) {
      received = members.received(batch.node(), batch.before(), batch.announcements().size(), now);
      if (isFromTransport) {
        // Before the listeners learn that the node has joined, and send something to it.
        members.receivedByTransport(batch.node(), now);
      }
      if (batch.isLast()) {
        hasStopped = members.stopped(batch.node());
      }
    }
    switch (received) {
      case DUPLICATE -> {
        return;
      }
      case JOINED, JOINED_WITH_GAP -> appeared(batch, received == Members.Receipt.JOINED_WITH_GAP);
      case GAP -> {
        LOG.log(Level.WARNING, "Events of node {0} were lost", batch.node());
        reportGap();
      }
      case NEXT -> {}
    }
    batch.announcements().forEach(listener);
    if (hasStopped) {
      LOG.log(Level.INFO, "Node {0} has stopped", batch.node());
      listeners.forEach(listener -> listener.memberLeft(batch.node()));
    }
  }

  private void appeared(Batch batch, boolean hasMissed) {
    LOG.log(Level.INFO, "Node {0} has joined", batch.node());
    listeners.forEach(listener -> listener.memberJoined(batch.node()));
    if (hasMissed) {
      reportGap();
    }
  }

  private void reportGap() {
    synchronized (known) {
      resyncedAt = nanos.getAsLong();
    }
    listeners.forEach(MembershipListener::gapDetected);
  }

  /**
   * Runs the failure detector and the partition detector, and lets go what need not wait any
   * longer.
   */
  void tick(long now) {
    List<String> gone;
    synchronized (known) {
      if (now - tickedAt > 2 * periods.heartbeat().toNanos()) {
        members.resetSilence(now);
      }
      tickedAt = now;
      gone = members.silent(now);
      detectPartition(now);
    }
    for (String member : gone) {
      LOG.log(Level.WARNING, "Node {0} has failed: it is silent", member);
      listeners.forEach(listener -> listener.memberLeft(member));
    }
    if (!gone.isEmpty()) {
      // Nobody will announce what it had stored and could not announce any more.
      reportGap();
    }
    takeHeld(now);
  }

  private void detectPartition(long now) {
    boolean was = isIsolated;
    isIsolated = partitions.isIsolated(now);
    if (isIsolated) {
      isolatedAt = now;
    }
    if (isIsolated != was) {
      LOG.log(
          Level.INFO,
          isIsolated
              ? "This node is isolated from a live node: events go through the database"
              : "This node is isolated from no live node");
    }
  }

  /** Lets go batches whose predecessor will not come from the database any more. */
  private synchronized void takeHeld(long now) {
    for (Batch next = unawaited(now); next != null; next = unawaited(now)) {
      take(next, false);
    }
  }

  private @Nullable Batch unawaited(long now) {
    synchronized (known) {
      if (isOnFallback(now)) {
        return null;
      }
      held.values().removeIf(Deque::isEmpty);
      return held.isEmpty() ? null : held.values().iterator().next().poll();
    }
  }

  /** Takes in the registry's list of nodes. */
  void look(NodeHeartbeat.Registered found) {
    boolean needsResync;
    synchronized (known) {
      partitions.look(found);
      needsResync = unreachable.needsResync(found, resyncedAt);
    }
    if (needsResync) {
      LOG.log(Level.WARNING, "A live node is unreachable: sockets read again");
      reportGap();
    }
  }

  /** Whether another node is alive, reachable or not, from which something may still come. */
  boolean isAnyNodeResponsive(long now) {
    synchronized (known) {
      return members.isAnyNodeResponsive(now, attention()) || partitions.isAnyNodeAlive();
    }
  }

  /**
   * Whether the transport reaches any node: something comes from one, or not all of them are
   * isolated.
   */
  boolean isAnyNodeReachable(long now) {
    synchronized (known) {
      return members.isAnyMemberReceived(now, attention()) || partitions.isAnyNodeConnected();
    }
  }

  private long attention() {
    return PartitionDetector.HEARTBEATS * periods.heartbeat().toNanos();
  }

  /** Whether another node is alive. */
  boolean isAnyNodeAlive() {
    synchronized (known) {
      return partitions.isAnyNodeAlive();
    }
  }

  /** Whether another node is isolated, so that batches have to go through the database. */
  boolean isAnyNodeIsolated() {
    synchronized (known) {
      return partitions.isAnyNodeIsolated();
    }
  }

  /** Whether the transport does not bring this node the messages of a live node. */
  boolean isIsolated() {
    synchronized (known) {
      return isIsolated;
    }
  }

  /**
   * Whether this node is isolated, or was until shortly, so that batches may still come through the
   * database.
   */
  boolean isOnFallback() {
    synchronized (known) {
      return isOnFallback(nanos.getAsLong());
    }
  }

  private boolean isOnFallback(long now) {
    return isolatedAt != null && now - isolatedAt < PartitionDetector.liveNanos(periods);
  }
}
