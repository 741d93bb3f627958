package io.netia.live.nodes;

import java.util.function.Consumer;

/**
 * A network between nodes. What one node sends reaches each other node at most once and in the
 * order it was sent. A node may hear itself.
 */
interface Link extends AutoCloseable {

  /** Begins to hear. The receiver does not block and is never called by two threads at once. */
  void open(Consumer<byte[]> receiver);

  /** Hands bytes to the network without waiting for it; false when they are lost already. */
  boolean send(byte[] bytes);

  @Override
  void close();
}
