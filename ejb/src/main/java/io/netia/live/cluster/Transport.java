package io.netia.live.cluster;

import java.util.function.Consumer;

/**
 * What carries the bus between nodes: at most once, in the order of sending, to every other node. A
 * node may receive its own messages.
 */
interface Transport extends AutoCloseable {

  /** Begins to receive. The receiver does not block and is never called by two threads at once. */
  void open(Consumer<byte[]> receiver);

  /** Hands bytes to the transport without waiting for it; false when they are lost already. */
  boolean send(byte[] bytes);

  @Override
  void close();
}
