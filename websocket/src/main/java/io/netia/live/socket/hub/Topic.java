package io.netia.live.socket.hub;

import io.netia.limits.Budget;
import io.netia.live.service.LiveEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The subscribers of one topic and its presence entries. Its lock makes one order of events,
 * presence and new subscribers; under it messages are only queued, and the caller writes
 * afterwards.
 */
final class Topic {

  private static final Subscription[] NOBODY = {};

  private final String name;
  private final Map<String, List<Presence>> present = new LinkedHashMap<>(4);
  private Subscription[] subscribers = NOBODY;
  private int counted;
  private boolean gone;

  Topic(String name) {
    this.name = name;
  }

  /** False when the topic has been given up meanwhile and another must be made. */
  synchronized boolean add(Subscription subscription) {
    if (gone) {
      return false;
    }
    Subscription[] more = new Subscription[subscribers.length + 1];
    System.arraycopy(subscribers, 0, more, 0, subscribers.length);
    more[subscribers.length] = subscription;
    subscribers = more;
    return true;
  }

  /** True when nobody is left and the topic is given up. */
  synchronized boolean remove(Subscription subscription) {
    for (int i = 0; i < subscribers.length; i++) {
      if (subscribers[i] == subscription) {
        Subscription[] fewer = new Subscription[subscribers.length - 1];
        System.arraycopy(subscribers, 0, fewer, 0, i);
        System.arraycopy(subscribers, i + 1, fewer, i, fewer.length - i);
        subscribers = fewer;
        break;
      }
    }
    return giveUpIfEmpty();
  }

  /** Queues an event for all subscribers, who are returned to be flushed. */
  synchronized Subscription[] broadcast(Broadcast broadcast) {
    for (Subscription subscriber : subscribers) {
      subscriber.offer(broadcast);
    }
    return subscribers;
  }

  /**
   * Adds presence entries and queues the difference for all subscribers; empty when the topic has
   * been given up meanwhile.
   */
  synchronized Optional<Subscription[]> track(List<Presence> entries) {
    if (gone) {
      return Optional.empty();
    }
    List<Presence> counted = entries.stream().filter(this::count).toList();
    return Optional.of(counted.isEmpty() ? NOBODY : broadcast(diff(Presence.joined(counted))));
  }

  /** Whether there is room for an entry: every subscriber gets each, and anybody may join. */
  private boolean count(Presence entry) {
    List<Presence> tabs = present.get(entry.key());
    if (counted >= Budget.Sockets.PRESENCE_PER_TOPIC
        || (tabs != null && tabs.size() >= Budget.Sockets.PRESENCE_PER_KEY)) {
      return false;
    }
    counted++;
    return present.computeIfAbsent(entry.key(), key -> new ArrayList<>(1)).add(entry);
  }

  /**
   * Removes presence entries and queues the differences for all subscribers, as few as known
   * clients understand: one entry of each key at a time.
   */
  synchronized Subscription[] untrack(List<Presence> entries) {
    List<Presence> leaving = new ArrayList<>(entries);
    leaving.removeIf(entry -> !remove(entry));
    Subscription[] recipients = NOBODY;
    while (!leaving.isEmpty()) {
      Map<String, Presence> round = new LinkedHashMap<>();
      leaving.removeIf(entry -> round.putIfAbsent(entry.key(), entry) == null);
      recipients = broadcast(diff(Presence.left(round.values())));
    }
    return recipients;
  }

  private boolean remove(Presence entry) {
    List<Presence> entries = present.get(entry.key());
    if (entries == null || !entries.remove(entry)) {
      return false;
    }
    counted--;
    if (entries.isEmpty()) {
      present.remove(entry.key());
    }
    return true;
  }

  /** Queues the whole state for one subscriber, between the differences before and after it. */
  synchronized void pushPresence(Subscription subscription) {
    subscription.offer("presence_state", state());
  }

  /**
   * Closes the connections of all subscribers, because an event may have been lost: they reconnect
   * and read what they lack.
   */
  synchronized void resync() {
    for (Subscription subscriber : subscribers) {
      subscriber.giveUp();
    }
  }

  /** The subscribers. */
  synchronized Subscription[] subscribers() {
    return subscribers;
  }

  /** Gives the topic up when nothing is left of it. */
  synchronized boolean giveUpIfEmpty() {
    gone = gone || (subscribers.length == 0 && present.isEmpty());
    return gone;
  }

  private Broadcast diff(String payload) {
    return new Broadcast(LiveEvent.of(name, Broadcast.PRESENCE_DIFF, payload));
  }

  private String state() {
    return Presence.state(present);
  }
}
