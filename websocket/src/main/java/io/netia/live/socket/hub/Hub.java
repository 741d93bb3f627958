package io.netia.live.socket.hub;

import io.netia.live.service.LiveEvent;
import io.netia.live.socket.wire.WireVersion;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The topics of this node and the connections that can be closed by name. */
public final class Hub {

  private static final String SOCKETS = "sockets:";
  private static final String DISCONNECT = "disconnect";

  private final ConcurrentHashMap<String, Topic> topics = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Set<Connection>> named = new ConcurrentHashMap<>();
  private final String node = UUID.randomUUID().toString().substring(0, 8);
  private final AtomicLong entries = new AtomicLong();

  /** Begins to listen; what is heard is kept until {@link Subscription#release()}. */
  public Subscription subscribe(Connection connection, WireVersion version, String topic) {
    Subscription subscription = new Subscription(this, connection, version, topic);
    while (!topics.computeIfAbsent(topic, Topic::new).add(subscription)) {
      // Its last subscriber left between the two calls, and took it off the map.
      Thread.onSpinWait();
    }
    return subscription;
  }

  void unsubscribe(Subscription subscription) {
    Topic topic = topics.get(subscription.topic());
    if (topic != null && topic.remove(subscription)) {
      topics.remove(subscription.topic(), topic);
    }
  }

  /**
   * Tells all subscribers of the event's topic on this node, or closes the connections it names.
   * Never blocks.
   */
  public void publish(LiveEvent event) {
    if (event.topic().startsWith(SOCKETS)) {
      disconnect(event);
      return;
    }
    Topic topic = topics.get(event.topic());
    if (topic != null) {
      flush(topic.announce(new Broadcast(event)));
    }
  }

  /**
   * Lets a {@code disconnect} on this name, such as {@code sockets:user:1}, close the connection.
   */
  public void name(String name, Connection connection) {
    named.compute(
        name,
        (key, connections) -> {
          Set<Connection> all = connections == null ? ConcurrentHashMap.newKeySet(2) : connections;
          all.add(connection);
          return all;
        });
  }

  /** Takes the name back. */
  public void unname(String name, Connection connection) {
    named.computeIfPresent(
        name,
        (key, connections) -> {
          connections.remove(connection);
          return connections.isEmpty() ? null : connections;
        });
  }

  private void disconnect(LiveEvent event) {
    if (event.event().equals(DISCONNECT)) {
      named
          .getOrDefault(event.topic(), Set.of())
          .forEach(connection -> connection.close(CloseCode.GOING_AWAY, DISCONNECT));
    }
  }

  Presence track(String topic, String key, String meta) {
    String ref = node + "-" + entries.incrementAndGet();
    Presence entry = new Presence(topic, key, ref, "{" + meta + ",\"phx_ref\":\"" + ref + "\"}");
    Optional<Subscription[]> told = Optional.empty();
    while (told.isEmpty()) {
      told = topics.computeIfAbsent(topic, Topic::new).track(entry);
    }
    flush(told.get());
    return entry;
  }

  void untrack(Presence entry) {
    Topic topic = topics.get(entry.topic());
    if (topic == null) {
      return;
    }
    flush(topic.untrack(entry));
    if (topic.giveUpIfEmpty()) {
      topics.remove(entry.topic(), topic);
    }
  }

  void pushPresence(Subscription subscription) {
    Topic topic = topics.get(subscription.topic());
    if (topic != null) {
      topic.pushPresence(subscription);
      subscription.connection().flush();
    }
  }

  /** How many topics are in use; for tests and monitoring. */
  public int topicCount() {
    return topics.size();
  }

  private static void flush(Subscription[] subscribers) {
    for (Subscription subscriber : subscribers) {
      subscriber.connection().flush();
    }
  }
}
