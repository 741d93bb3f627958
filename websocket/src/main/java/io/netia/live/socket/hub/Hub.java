package io.netia.live.socket.hub;

import io.netia.live.service.LiveEvent;
import io.netia.live.socket.protocol.WireVersion;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The topics of this node and the connections that can be closed by name. */
public final class Hub {

  private static final String SOCKETS = "sockets:";
  private static final String DISCONNECT = "disconnect";

  private final ConcurrentHashMap<String, Topic> topics = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Map<Connection, Integer>> named =
      new ConcurrentHashMap<>();
  private final String node;
  private final AtomicLong entries = new AtomicLong();
  private final SocketCounters counters = new SocketCounters();

  private @Nullable PresenceReplication replication;

  /** A hub whose presence references differ from those of every other node. */
  public Hub(String node) {
    this.node = node;
  }

  /** Sets what replicates presence to the other nodes; before the first connection. */
  void attended(PresenceReplication attending) {
    replication = attending;
  }

  /** Subscribes; events are buffered until {@link Subscription#release()}. */
  public Subscription subscribe(Connection connection, WireVersion version, String topic) {
    return subscribe(connection, version, topic, topic);
  }

  /**
   * The same for a client that knows the topic by another name.
   *
   * @param name the client's name of it
   */
  public Subscription subscribe(
      Connection connection, WireVersion version, String topic, String name) {
    Subscription subscription = new Subscription(this, connection, version, topic, name);
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
   * Queues an event for all subscribers of its topic on this node, or closes the connections it
   * names. Never blocks.
   */
  public void publish(LiveEvent event) {
    if (event.topic().startsWith(SOCKETS)) {
      disconnect(event);
      return;
    }
    Topic topic = topics.get(event.topic());
    if (topic == null) {
      return;
    }
    switch (event.event()) {
      case LiveEvent.RESYNC -> topic.resync();
      // Not under the topic's lock: leaving takes those of other topics.
      case LiveEvent.ENDED -> List.of(topic.subscribers()).forEach(Subscription::close);
      default -> {
        List<Subscription> recipients = List.of(topic.broadcast(new Broadcast(event)));
        counters.delivered(recipients.size());
        flush(recipients);
      }
    }
  }

  /** What has been counted on this node. */
  public SocketCounters counters() {
    return counters;
  }

  /**
   * Lets a {@code disconnect} on this name, such as {@code sockets:user:1}, close the connection,
   * until the name was taken back as often as it was given.
   */
  public void name(String name, Connection connection) {
    named.compute(
        name,
        (key, connections) -> {
          Map<Connection, Integer> all =
              connections == null ? new ConcurrentHashMap<>(2) : connections;
          all.merge(connection, 1, Integer::sum);
          return all;
        });
  }

  /** Takes the name back. */
  public void unname(String name, Connection connection) {
    named.computeIfPresent(
        name,
        (key, connections) -> {
          connections.computeIfPresent(connection, (one, times) -> times == 1 ? null : times - 1);
          return connections.isEmpty() ? null : connections;
        });
  }

  private void disconnect(LiveEvent event) {
    if (event.event().equals(DISCONNECT)) {
      named
          .getOrDefault(event.topic(), Map.of())
          .keySet()
          .forEach(connection -> connection.close(CloseCode.GOING_AWAY, DISCONNECT));
    }
  }

  Presence track(String topic, String key, String meta) {
    String ref = node + "-" + entries.incrementAndGet();
    Presence entry = new Presence(topic, key, ref, "{" + meta + ",\"phx_ref\":\"" + ref + "\"}");
    List<Subscription> recipients = add(topic, List.of(entry));
    if (replication != null) {
      replication.joined(entry);
    }
    flush(recipients);
    return entry;
  }

  void untrack(Presence entry) {
    if (replication != null) {
      replication.left(entry);
    }
    flush(remove(List.of(entry)));
  }

  /** Applies the presence of other nodes; returns the subscriptions to flush. */
  Collection<Subscription> apply(PresenceReplica.Difference difference) {
    Set<Subscription> recipients = new LinkedHashSet<>();
    PresenceReplication.byTopic(difference.left())
        .values()
        .forEach(entries -> recipients.addAll(remove(entries)));
    PresenceReplication.byTopic(difference.joined())
        .forEach((topic, entries) -> recipients.addAll(add(topic, entries)));
    return recipients;
  }

  private List<Subscription> add(String topic, List<Presence> entries) {
    Optional<Subscription[]> recipients = Optional.empty();
    while (recipients.isEmpty()) {
      recipients = topics.computeIfAbsent(topic, Topic::new).track(entries);
    }
    return List.of(recipients.get());
  }

  /** Entries of one topic. */
  private List<Subscription> remove(List<Presence> entries) {
    String name = entries.get(0).topic();
    Topic topic = topics.get(name);
    if (topic == null) {
      return List.of();
    }
    List<Subscription> recipients = List.of(topic.untrack(entries));
    if (topic.giveUpIfEmpty()) {
      topics.remove(name, topic);
    }
    return recipients;
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

  static void flush(Collection<Subscription> subscribers) {
    for (Subscription subscriber : subscribers) {
      subscriber.connection().flush();
    }
  }
}
