package io.netia.live.socket.hub;

import com.fasterxml.jackson.core.type.TypeReference;
import io.netia.json.service.Json;
import io.netia.live.service.Bus;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.MembershipListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Replicates presence between the nodes. Each node publishes the differences of its own entries
 * and, as anti-entropy, a digest of them from time to time; a node asks for the whole state when
 * the digest differs from its replica, when a gap was detected, and when a node joins. The entries
 * of a node that leaves are removed.
 */
public final class PresenceReplication implements MembershipListener {

  /** No client can join it: it is no channel's topic. */
  private static final String TOPIC = "nodes:presence";

  private static final String EVERYBODY = "*";
  private static final int TICKS_PER_DIGEST = 5;

  private final Bus bus;
  private final String self;
  private final Hub hub;
  private final PresenceReplica replica = new PresenceReplica();
  private boolean isStateRequested;
  private int ticks;

  /** A node's message about its presence, on the bus. */
  record PresenceUpdate(String node, List<Entry> entries, int count, long sum) {

    private static PresenceUpdate of(String node, Collection<Presence> entries) {
      return new PresenceUpdate(node, entries.stream().map(Entry::of).toList(), 0, 0);
    }
  }

  /** A presence entry, on the bus. */
  record Entry(String topic, String key, String ref, String meta) {

    private static Entry of(Presence presence) {
      return new Entry(presence.topic(), presence.key(), presence.ref(), presence.meta());
    }

    private Presence presence() {
      return new Presence(topic, key, ref, meta);
    }
  }

  /** Connects this node's hub with those of the others. */
  public PresenceReplication(Bus bus, Hub hub) {
    this.bus = bus;
    this.self = bus.node();
    this.hub = hub;
    hub.attended(this);
    bus.subscribe(this::receive);
    bus.watch(this);
  }

  /** To be called every second. */
  public synchronized void tick() {
    if (isStateRequested) {
      isStateRequested = false;
      publish("state", PresenceUpdate.of(self, replica.present(self)));
    }
    ticks++;
    if (ticks % TICKS_PER_DIGEST == 0) {
      PresenceReplica.Digest digest = replica.digest(self);
      publish("digest", new PresenceUpdate(self, List.of(), digest.count(), digest.sum()));
    }
  }

  /** Publishes an entry that was added on this node. */
  synchronized void joined(Presence entry) {
    replica.joined(self, entry);
    publish("joined", PresenceUpdate.of(self, List.of(entry)));
  }

  /** Publishes an entry that was removed on this node. */
  synchronized void left(Presence entry) {
    replica.left(self, entry.ref());
    publish("left", PresenceUpdate.of(self, List.of(entry)));
  }

  @Override
  public void memberJoined(String node) {
    requestState(node);
  }

  @Override
  public void gapDetected() {
    requestState(EVERYBODY);
  }

  @Override
  public void memberLeft(String node) {
    Collection<Subscription> recipients;
    synchronized (this) {
      recipients = hub.apply(replica.gone(node));
    }
    Hub.flush(recipients);
  }

  private void requestState(String node) {
    publish("ask", new PresenceUpdate(node, List.of(), 0, 0));
  }

  private void publish(String event, PresenceUpdate update) {
    bus.publish(LiveEvent.of(TOPIC, event, Json.write(update)));
  }

  private void receive(LiveEvent event) {
    if (!event.topic().equals(TOPIC)) {
      return;
    }
    PresenceUpdate update = read(event.payload());
    if (event.event().equals("ask")) {
      stateRequested(update.node());
    } else if (!update.node().equals(self)) {
      apply(event.event(), update);
    }
  }

  private synchronized void stateRequested(String node) {
    isStateRequested = isStateRequested || node.equals(self) || node.equals(EVERYBODY);
  }

  private void apply(String event, PresenceUpdate update) {
    if (event.equals("digest")) {
      if (!isCurrent(update)) {
        requestState(update.node());
      }
      return;
    }
    Collection<Subscription> recipients;
    synchronized (this) {
      recipients = hub.apply(difference(event, update));
    }
    Hub.flush(recipients);
  }

  private synchronized boolean isCurrent(PresenceUpdate update) {
    return replica
        .digest(update.node())
        .equals(new PresenceReplica.Digest(update.count(), update.sum()));
  }

  private PresenceReplica.Difference difference(String event, PresenceUpdate update) {
    List<Presence> entries = update.entries().stream().map(Entry::presence).toList();
    return switch (event) {
      case "joined" -> replica.joined(update.node(), entries.get(0));
      case "left" -> replica.left(update.node(), entries.get(0).ref());
      case "state" -> replica.state(update.node(), entries);
      default -> new PresenceReplica.Difference(List.of(), List.of());
    };
  }

  private static PresenceUpdate read(String payload) {
    try {
      return Json.mapper().readValue(payload, new TypeReference<>() {});
    } catch (IOException notOurs) {
      throw new UncheckedIOException("Another node sent what is no presence", notOurs);
    }
  }

  /** Entries by their topic, in their order. */
  static Map<String, List<Presence>> byTopic(Collection<Presence> entries) {
    return entries.stream()
        .collect(Collectors.groupingBy(Presence::topic, LinkedHashMap::new, Collectors.toList()));
  }
}
