package io.netia.live.socket.hub;

import io.netia.live.service.LiveEvent;
import io.netia.live.socket.wire.Outgoing;
import io.netia.live.socket.wire.WireVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One connection's interest in one topic. Until {@link #release()} it keeps what it hears: the
 * client first gets the answer to its join, with what it missed, and then what happened since,
 * without a gap and without hearing a message twice.
 */
public final class Subscription {

  /** A join takes milliseconds; more than this can only be kept for one that hangs. */
  private static final int MOST_HELD = 1000;

  /** More than this while a client catches up is said while a transaction hangs. */
  private static final int MOST_HEARD = 10_000;

  private final Hub hub;
  private final Connection connection;
  private final WireVersion version;
  private final String topic;
  private final String name;
  private final List<Presence> tracked = new ArrayList<>(2);
  private @Nullable String connectionName;
  private @Nullable List<Broadcast> held = new ArrayList<>(0);

  /** Messages that the client got from the feed, and whose announcement it has not heard. */
  private @Nullable Set<String> told;

  /** Messages that the client heard of while it catches up. */
  private @Nullable Set<String> heard;

  private int upTo;
  private boolean isClosing;
  private boolean ended;

  Subscription(Hub hub, Connection connection, WireVersion version, String topic, String name) {
    this.hub = hub;
    this.connection = connection;
    this.version = version;
    this.topic = topic;
    this.name = name;
  }

  /** The topic it listens to. */
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
   * The client got the messages with these ids in the answer to its join. Their announcements, if
   * they are still to come, are left out: a message can be read before the node that stored it has
   * announced it, and nothing says how much later that will be.
   */
  public synchronized void has(Set<String> messageIds) {
    told = new HashSet<>(messageIds);
    heard = new HashSet<>();
  }

  /**
   * Tells the client something that the answer could not bring yet, unless it is a message that it
   * got since.
   */
  public synchronized void catchUp(String event, String payload) {
    Broadcast missed = new Broadcast(LiveEvent.of(topic, event, payload));
    String message = missed.messageId();
    if (!ended && (message.isEmpty() || isNews(message))) {
      connection.offer(missed.encoded(version));
    }
  }

  private boolean isNews(String message) {
    return (heard == null || !heard.contains(message)) && (told == null || told.add(message));
  }

  /** Everything missed has been told. */
  public void caughtUp() {
    synchronized (this) {
      heard = null;
    }
    flush();
  }

  /** Writes what was queued. */
  public void flush() {
    connection.flush();
  }

  /** What was missed cannot be told: the client is sent away and asks again when it is back. */
  public void giveUp() {
    connection.giveUp("events were lost");
  }

  /**
   * Keeps again what it hears, until {@link #release()}: what is read meanwhile is never older than
   * what was heard before, and what is heard meanwhile may be newer.
   */
  public synchronized void hold() {
    if (!ended && held == null) {
      held = new ArrayList<>(0);
    }
  }

  /**
   * What its topic is about is no more: the client is told, after the answer to its join, and hears
   * nothing further.
   */
  void close() {
    synchronized (this) {
      if (held != null) {
        isClosing = true;
        return;
      }
    }
    offer("phx_close", "{}");
    end();
    connection.flush();
  }

  /** The answer to the join is queued: what was kept follows it, and everything from now on. */
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
   * Says that {@code key} is present on a topic for as long as this subscription lasts; {@code
   * meta} is a JSON object's inside.
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

  /** Tells the client, after what it was told before, who is present on its topic. */
  public void pushPresence() {
    hub.pushPresence(this);
  }

  /** Hears an event; queues only. */
  synchronized void offer(Broadcast broadcast) {
    if (held == null) {
      deliver(broadcast);
    } else if (held.size() < MOST_HELD) {
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
      // Whoever calls the topic by another name was not told who was there.
      return;
    }
    if (told != null && isToldAlready(broadcast.messageId(), told)) {
      return;
    }
    connection.offer(
        name.equals(topic) ? broadcast.encoded(version) : broadcast.encodedAs(name, version));
  }

  private boolean isToldAlready(String message, Set<String> told) {
    if (message.isEmpty()) {
      return false;
    }
    if (told.remove(message)) {
      return true;
    }
    if (heard != null && heard.size() == MOST_HEARD) {
      connection.giveUp("catching up takes too long");
    } else if (heard != null) {
      heard.add(message);
    }
    return false;
  }

  /** Whether {@link #end} was called. */
  public synchronized boolean isEnded() {
    return ended;
  }

  /** Ends the interest, and the presence that came with it. Safe to call twice. */
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
