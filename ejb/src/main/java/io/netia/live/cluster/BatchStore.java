package io.netia.live.cluster;

import java.util.List;
import java.util.Map;

/** A place where nodes find what the transport did not bring them. */
interface BatchStore {

  /**
   * Batches that a node has stored together.
   *
   * @param number sequence number, larger than that of everything the node has stored before
   * @param batches in the order in which the node sent them
   */
  record Stored(String node, long number, List<byte[]> batches) {}

  /** Leaves something for every other node; it is kept for half a minute. */
  void store(Stored stored);

  /**
   * What the other nodes have stored, each node's in its order. A result may be cut short; after an
   * empty one there is no more.
   *
   * @param read the number of the newest that was read, by node
   */
  List<Stored> fetch(String node, Map<String, Long> read);
}
