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
  private boolean isAsked;
  private int ticks;

  /** A node's message about its presence, on the bus. */
  record Word(String node, List<Entry> entries, int count, long sum) {

    private static Word of(String node, Collection<Presence> entries) {
      return new Word(node, entries.stream().map(Entry::of).toList(), 0, 0);
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
    bus.subscribe(this::hear);
    bus.watch(this);
  }

  /** To be called every second. */
  public synchronized void tick() {
    if (isAsked) {
      isAsked = false;
      say("state", Word.of(self, replica.present(self)));
    }
    ticks++;
    if (ticks % TICKS_PER_DIGEST == 0) {
      PresenceReplica.Digest digest = replica.digest(self);
      say("digest", new Word(self, List.of(), digest.count(), digest.sum()));
    }
  }

  /** Publishes an entry that was added on this node. */
  synchronized void joined(Presence entry) {
    replica.joined(self, entry);
    say("joined", Word.of(self, List.of(entry)));
  }

  /** Publishes an entry that was removed on this node. */
  synchronized void left(Presence entry) {
    replica.left(self, entry.ref());
    say("left", Word.of(self, List.of(entry)));
  }

  @Override
  public void memberJoined(String node) {
    ask(node);
  }

  @Override
  public void gapDetected() {
    ask(EVERYBODY);
  }

  @Override
  public void memberLeft(String node) {
    Collection<Subscription> told;
    synchronized (this) {
      told = hub.apply(replica.gone(node));
    }
    Hub.flush(told);
  }

  private void ask(String node) {
    say("ask", new Word(node, List.of(), 0, 0));
  }

  private void say(String event, Word word) {
    bus.publish(LiveEvent.of(TOPIC, event, Json.write(word)));
  }

  private void hear(LiveEvent event) {
    if (!event.topic().equals(TOPIC)) {
      return;
    }
    Word word = read(event.payload());
    if (event.event().equals("ask")) {
      asked(word.node());
    } else if (!word.node().equals(self)) {
      heard(event.event(), word);
    }
  }

  private synchronized void asked(String node) {
    isAsked = isAsked || node.equals(self) || node.equals(EVERYBODY);
  }

  private void heard(String event, Word word) {
    if (event.equals("digest")) {
      if (!isUnderstood(word)) {
        ask(word.node());
      }
      return;
    }
    Collection<Subscription> told;
    synchronized (this) {
      told = hub.apply(difference(event, word));
    }
    Hub.flush(told);
  }

  private synchronized boolean isUnderstood(Word word) {
    return replica.digest(word.node()).equals(new PresenceReplica.Digest(word.count(), word.sum()));
  }

  private PresenceReplica.Difference difference(String event, Word word) {
    List<Presence> entries = word.entries().stream().map(Entry::presence).toList();
    return switch (event) {
      case "joined" -> replica.joined(word.node(), entries.get(0));
      case "left" -> replica.left(word.node(), entries.get(0).ref());
      case "state" -> replica.state(word.node(), entries);
      default -> new PresenceReplica.Difference(List.of(), List.of());
    };
  }

  private static Word read(String payload) {
    try {
      return Json.mapper().readValue(payload, new TypeReference<>() {});
    } catch (IOException notOurs) {
      throw new UncheckedIOException("Another node said what is no presence", notOurs);
    }
  }

  /** Entries by their topic, in their order. */
  static Map<String, List<Presence>> byTopic(Collection<Presence> entries) {
    return entries.stream()
        .collect(Collectors.groupingBy(Presence::topic, LinkedHashMap::new, Collectors.toList()));
  }
}
