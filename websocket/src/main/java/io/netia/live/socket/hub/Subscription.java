package io.netia.live.socket.hub;

import io.netia.limits.Budget;
import io.netia.live.service.LiveEvent;
import io.netia.live.socket.protocol.Outgoing;
import io.netia.live.socket.protocol.WireVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connection's subscription to one topic. Until {@link #release()} it buffers events: the
 * client first gets the reply to its join, with what it missed, and then what happened since,
 * without a gap and without duplicates.
 */
public final class Subscription {

  /** More messages than this while a client catches up can only come while a transaction hangs. */
  private static final int RECEIVED_LIVE_MAX = 10_000;

  private final Hub hub;
  private final Connection connection;
  private final WireVersion version;
  private final String topic;
  private final String name;
  private final List<Presence> tracked = new ArrayList<>(2);
  private @Nullable String connectionName;
  private @Nullable List<Broadcast> held = new ArrayList<>(0);

  /** Messages that the client got from the feed, and whose event has not come yet. */
  private @Nullable Set<String> inJoinReply;

  /** Messages whose events came while the client catches up. */
  private @Nullable Set<String> receivedLive;

  private int upTo;
  private boolean isClosing;
  private boolean ended;
  private volatile boolean isClosed;

  Subscription(Hub hub, Connection connection, WireVersion version, String topic, String name) {
    this.hub = hub;
    this.connection = connection;
    this.version = version;
    this.topic = topic;
    this.name = name;
  }

  /** The topic. */
  public String topic() {
    return topic;
  }

  Connection connection() {
    return connection;
  }

  /** The client has all messages of this conversation up to and including this {@code seq}. */
  public synchronized void has(int seq) {
    upTo = Math.max(upTo, seq);
  }

  /**
   * The client got the messages with these ids in the reply to its join. Their events, if they are
   * still to come, are left out: a message can be read before the node that stored it has published
   * it, however much later that may be.
   */
  public synchronized void has(Set<String> messageIds) {
    inJoinReply = new HashSet<>(messageIds);
    receivedLive = new HashSet<>();
  }

  /**
   * Sends the client something that the reply could not bring yet, unless it is a message that it
   * got since.
   */
  public synchronized void catchUp(String event, String payload) {
    Broadcast missed = new Broadcast(LiveEvent.of(topic, event, payload));
    String message = missed.messageId();
    if (!ended && (message.isEmpty() || isNew(message))) {
      connection.offer(missed.encoded(version));
    }
  }

  private boolean isNew(String message) {
    return (receivedLive == null || !receivedLive.contains(message))
        && (inJoinReply == null || inJoinReply.add(message));
  }

  /** The client has all that it missed. */
  public void caughtUp() {
    synchronized (this) {
      receivedLive = null;
    }
    flush();
  }

  /** Writes what was queued. */
  public void flush() {
    connection.flush();
  }

  /**
   * What the client missed cannot be read: its connection is closed, and it asks again when it is
   * back.
   */
  public void giveUp() {
    connection.giveUp("events were lost");
  }

  /**
   * Buffers events again, until {@link #release()}: what is read meanwhile is never older than the
   * events before, and the events that come meanwhile may be newer.
   */
  public synchronized void hold() {
    if (!ended && held == null) {
      held = new ArrayList<>(0);
    }
  }

  /**
   * The subject of the topic was deleted: the client gets that event, after the reply to its join,
   * and gets nothing further.
   */
  void close() {
    synchronized (this) {
      if (held != null) {
        isClosing = true;
        return;
      }
    }
    offer("phx_close", "{}");
    isClosed = true;
    end();
    connection.flush();
  }

  /** The reply to the join is queued: what was buffered follows it, and everything from now on. */
  public void release() {
    synchronized (this) {
      List<Broadcast> kept = held;
      held = null;
      if (kept != null) {
        kept.forEach(this::deliver);
      }
      if (!isClosing) {
        return;
      }
    }
    close();
  }

  /**
   * Makes {@code key} present on a topic for as long as this subscription lasts; {@code meta} is a
   * JSON object's inside.
   */
  public void track(String onTopic, String key, String meta) {
    Presence presence = hub.track(onTopic, key, meta);
    synchronized (this) {
      if (!ended) {
        tracked.add(presence);
        return;
      }
    }
    // The connection ended meanwhile, and nobody else will ever take the entry back.
    hub.untrack(presence);
  }

  /**
   * Lets a {@code disconnect} on this name close the connection for as long as this subscription
   * lasts.
   */
  public void nameConnection(String given) {
    hub.name(given, connection);
    synchronized (this) {
      if (!ended) {
        connectionName = given;
        return;
      }
    }
    hub.unname(given, connection);
  }

  /** Sends the client the presence state of its topic, after what was sent before. */
  public void pushPresence() {
    hub.pushPresence(this);
  }

  /** Takes an event; queues only. */
  synchronized void offer(Broadcast broadcast) {
    if (held == null) {
      deliver(broadcast);
    } else if (held.size() < Budget.Sockets.HELD_EVENTS) {
      held.add(broadcast);
    } else {
      connection.giveUp("too slow");
    }
  }

  /** Queues something for this client alone; never before {@link #release()}. */
  void offer(String event, String payload) {
    Outgoing message = version.event(name, event, payload);
    synchronized (this) {
      if (!ended) {
        connection.offer(message);
      }
    }
  }

  private void deliver(Broadcast broadcast) {
    if (ended || broadcast.excepts(connection) || broadcast.isMessageUpTo(upTo)) {
      return;
    }
    if (broadcast.isPresence() && !name.equals(topic)) {
      // A client that knows the topic by another name got no presence state.
      return;
    }
    if (inJoinReply != null && wasInJoinReply(broadcast.messageId(), inJoinReply)) {
      return;
    }
    connection.offer(
        name.equals(topic) ? broadcast.encoded(version) : broadcast.encodedAs(name, version));
  }

  private boolean wasInJoinReply(String message, Set<String> inJoinReply) {
    if (message.isEmpty()) {
      return false;
    }
    if (inJoinReply.remove(message)) {
      return true;
    }
    if (receivedLive != null && receivedLive.size() == RECEIVED_LIVE_MAX) {
      connection.giveUp("catching up takes too long");
    } else if (receivedLive != null) {
      receivedLive.add(message);
    }
    return false;
  }

  /** Whether the client got {@code phx_close}. */
  public boolean isClosed() {
    return isClosed;
  }

  /** Whether {@link #end} was called. */
  public synchronized boolean isEnded() {
    return ended;
  }

  /** Ends the subscription, and the presence that came with it. Safe to call twice. */
  public void end() {
    List<Presence> leaving;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      held = null;
      leaving = List.copyOf(tracked);
    }
    hub.unsubscribe(this);
    if (connectionName != null) {
      hub.unname(connectionName, connection);
    }
    leaving.forEach(hub::untrack);
  }
}
