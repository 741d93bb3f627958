package io.netia.live.cluster;

import java.util.Map;

/**
 * The registry of live nodes, beside the transport. It is in the database, because a node that
 * cannot reach the database stores nothing that concerns the others.
 */
interface NodeRegistry {

  /**
   * Renews this node's row, and returns those of the others by id.
   *
   * @param isIsolated whether the others should store their batches in the {@link BatchStore} for
   *     this node
   */
  Map<String, Heartbeat> register(String node, boolean isIsolated);

  /** This node has stopped. */
  void deregister(String node);
}
