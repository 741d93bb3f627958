package io.netia.live.nodes;

import java.time.Duration;
import java.util.Map;

/**
 * Where nodes say that they are alive when the bus may not carry: at the truth itself, because who
 * cannot reach that stores nothing.
 */
interface NodeRegistry {

  /** Says that this node is alive, and answers how long ago each other one has said so. */
  Map<String, Duration> register(String node);

  /** This node has stopped. */
  void leave(String node);
}
