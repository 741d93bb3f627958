package io.netia.live.service;

import java.util.function.Consumer;

/**
 * Carries live events to every node, this one included. Delivery is at most once and never blocks
 * the publisher.
 */
public interface Bus {

  /**
   * Hands an event to all nodes. Events that one thread publishes reach each subscriber in that
   * order.
   */
  void publish(LiveEvent event);

  /** Hears every event of all nodes from now on. The listener must not block. */
  void subscribe(Consumer<LiveEvent> listener);
}
