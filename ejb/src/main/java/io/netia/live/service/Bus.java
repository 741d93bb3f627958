package io.netia.live.service;

import java.util.function.Consumer;

/**
 * Carries live events to every node, this one included. Delivery is at most once and never blocks
 * the publisher.
 */
public interface Bus {

  /**
   * Hands events to all nodes. Those that one thread publishes reach each subscriber in that order;
   * those about one subject reach every subscriber in the order of its changes.
   */
  void publish(Announcement announcement);

  /** Hands an event to all nodes. */
  default void publish(LiveEvent event) {
    publish(Announcement.of(event));
  }

  /** Adds a listener for the events of all nodes. It must not block. */
  void subscribe(Consumer<LiveEvent> listener);

  /** The id of this node, a new one after each start. */
  String node();

  /** How the other nodes are reached now; for monitoring. */
  default BusState state() {
    return BusState.SINGLE;
  }

  /** Adds a listener for nodes that join and leave. */
  void watch(MembershipListener nodes);
}
