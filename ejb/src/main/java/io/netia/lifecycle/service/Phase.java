package io.netia.lifecycle.service;

/** Where a node is between its start and its end. */
public enum Phase {
  /** The database has not been there yet; everything but health is answered 503. */
  STARTING,
  /** Ready. */
  SERVING,
  /**
   * Serves as before, but reports that it is not ready, so that balancers look for another node.
   */
  DRAINING,
  /** Takes nothing new and ends what it has. */
  STOPPING;

  /** Whether new requests and sockets are taken. */
  public boolean isServing() {
    return this == SERVING || this == DRAINING;
  }
}
