package io.netia.live.socket.channels;

import io.netia.errors.DomainException;
import java.util.Map;

/** One client in one topic. Called by one thread at a time. */
@FunctionalInterface
public interface Channel {

  /** Called when the client has the reply to its join: sends the presence state. */
  default void joined() {}

  /**
   * Handles an event of the client.
   *
   * @throws DomainException when a use case refuses; the client gets the reason
   */
  Reply receive(String event, Map<String, Object> payload);
}
