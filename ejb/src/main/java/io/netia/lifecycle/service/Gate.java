package io.netia.lifecycle.service;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether this node takes requests, and how many it has under way. No bean but a plain object:
 * requests still come in while the container has already ended its beans.
 */
public final class Gate {

  private volatile Phase phase = Phase.STARTING;
  private final AtomicInteger underWay = new AtomicInteger();

  Gate() {}

  /** Where this node is now. */
  public Phase phase() {
    return phase;
  }

  /** Whether new requests and sockets are taken. */
  public boolean isServing() {
    return phase.isServing();
  }

  /** Goes on to another phase; answers whether it was in the expected one. */
  synchronized boolean pass(Phase from, Phase to) {
    if (phase != from) {
      return false;
    }
    phase = to;
    return true;
  }

  /** A request has come in; to be followed by {@link #leave}. */
  public void enter() {
    underWay.incrementAndGet();
  }

  /** A request has its answer. */
  public void leave() {
    underWay.decrementAndGet();
  }

  /** Requests without an answer. */
  int underWay() {
    return underWay.get();
  }
}
