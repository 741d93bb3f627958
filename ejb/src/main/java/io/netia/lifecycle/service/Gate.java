package io.netia.lifecycle.service;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether this node takes requests, and how many it has under way. No bean but a plain object:
 * requests still come in while the container has already ended its beans.
 */
public final class Gate {

  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);
  private final AtomicInteger underWay = new AtomicInteger();

  Gate() {}

  /** Where this node is now. */
  public Phase phase() {
    return phase.get();
  }

  /** Whether new requests and sockets are taken. */
  public boolean isServing() {
    return phase.get().isServing();
  }

  /** Goes on to another phase; answers whether it was in the expected one. */
  boolean pass(Phase from, Phase to) {
    return phase.compareAndSet(from, to);
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
