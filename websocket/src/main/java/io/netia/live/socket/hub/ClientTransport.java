package io.netia.live.socket.hub;

import io.netia.live.socket.protocol.Outgoing;
import java.util.List;

/** Writes to the client of one connection. */
public interface ClientTransport {

  /** How many messages {@link #write} takes at once; at least 1. */
  int messagesPerWrite();

  /**
   * Starts to write the messages in order and returns without waiting for the network. Called again
   * only after {@code written} was.
   *
   * @param messages not empty, at most {@link #messagesPerWrite()}
   */
  void write(List<Outgoing> messages, Written written);

  /**
   * Asks the client for a sign of life, and returns without waiting for it. Does nothing where
   * clients give them by themselves.
   */
  default void ping() {}

  /** Ends the connection with a WebSocket close code; does nothing when it has ended already. */
  void close(int code, String reason);

  /**
   * Called once at the end of a write, on any thread, perhaps before {@link ClientTransport#write}
   * returns.
   */
  interface Written {

    /** The network took the bytes. */
    void completed();

    /** The connection is broken. */
    void failed(Throwable cause);
  }
}
