package io.netia.live.socket.channels;

import io.netia.problems.Failure;
import java.util.Map;

/** One client in one topic. Called by one thread at a time. */
@FunctionalInterface
public interface Channel {

  /** The client has the answer to its join: says who is present. */
  default void joined() {}

  /**
   * Handles an event of the client.
   *
   * @throws Failure when a use case refuses; the client is told why
   */
  Reply receive(String event, Map<String, Object> payload);
}
