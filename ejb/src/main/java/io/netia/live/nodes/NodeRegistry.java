package io.netia.live.nodes;

import java.util.Map;

/**
 * Where nodes say that they are alive when the bus may not carry: at the truth itself, because who
 * cannot reach that stores nothing.
 */
interface NodeRegistry {

  /**
   * Says that this node is alive, and answers what each other one has said.
   *
   * @param isDeaf whether this node asks the others to leave what they say at the {@link Relay}
   */
  Map<String, Sign> register(String node, boolean isDeaf);

  /** This node has stopped. */
  void leave(String node);
}
