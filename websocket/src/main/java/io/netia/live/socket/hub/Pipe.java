package io.netia.live.socket.hub;

import io.netia.live.socket.wire.Outgoing;
import java.util.List;

/** One connection's way to the client. */
public interface Pipe {

  /** How many messages {@link #write} takes at once; at least 1. */
  int messagesPerWrite();

  /**
   * Starts to write the messages in order and returns without waiting for the network. Called again
   * only after {@code written} was.
   *
   * @param messages not empty, at most {@link #messagesPerWrite()}
   */
  void write(List<Outgoing> messages, Written written);

  /** Ends the connection with a WebSocket close code; does nothing when it has ended already. */
  void close(int code, String reason);

  /**
   * Told once about the end of a write, on any thread, perhaps before {@link Pipe#write} returns.
   */
  interface Written {

    /** The network took the bytes. */
    void completed();

    /** The connection is broken. */
    void failed(Throwable cause);
  }
}
