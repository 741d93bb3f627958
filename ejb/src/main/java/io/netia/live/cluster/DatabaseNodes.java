package io.netia.live.cluster;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** The registry in the database, from when its schema is there. */
@ApplicationScoped
public class DatabaseNodes implements NodeRegistry {

  @Inject private NodeStore store;

  private volatile boolean isOpen;

  /** The schema is there; nothing is asked before. */
  public void open() {
    isOpen = true;
  }

  @Override
  public Map<String, Heartbeat> register(String node, boolean isIsolated) {
    return isOpen ? store.register(node, isIsolated) : Map.of();
  }

  @Override
  public void deregister(String node) {
    if (isOpen) {
      store.delete(node);
    }
  }
}
