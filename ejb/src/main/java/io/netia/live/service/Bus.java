package io.netia.live.service;

import java.util.function.Consumer;

/**
 * Carries live events to every node, this one included. Delivery is at most once and never blocks
 * the publisher.
 */
public interface Bus {

  /**
   * Hands events to all nodes. Those that one thread publishes reach each subscriber in that order;
   * those about one thing reach every subscriber in the order of their steps.
   */
  void publish(Announcement announcement);

  /** Hands an event to all nodes. */
  default void publish(LiveEvent event) {
    publish(Announcement.of(event));
  }

  /** Hears every event of all nodes from now on. The listener must not block. */
  void subscribe(Consumer<LiveEvent> listener);

  /** The name of this node: another one after each start. */
  String node();

  /** How the other nodes are reached now; for monitoring. */
  default BusState state() {
    return BusState.SINGLE;
  }

  /** Is told from now on which other nodes there are. */
  void watch(Nodes nodes);
}
