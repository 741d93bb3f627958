package io.netia.live.nodes;

import java.util.List;
import java.util.Map;

/** A place where nodes find what the network did not bring them. */
interface Relay {

  /**
   * What a node has left at once.
   *
   * @param number larger than that of everything the node has left before
   * @param batches in the order in which the node said them
   */
  record Left(String node, long number, List<byte[]> batches) {}

  /** Leaves something for every other node; it is kept for half a minute. */
  void leave(Left left);

  /**
   * What the other nodes have left, each node's in its order. An answer may be cut short; an empty
   * one says that there is no more.
   *
   * @param read the number of the newest that was read of each node
   */
  List<Left> collect(String node, Map<String, Long> read);
}
