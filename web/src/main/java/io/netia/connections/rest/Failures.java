package io.netia.connections.rest;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Logs once a minute that the filters have failed, on however many connections. */
final class Failures {

  private static final Logger LOG = System.getLogger(Failures.class.getName());
  private static final long REPEATED = Duration.ofMinutes(1).toNanos();

  private final AtomicLong next = new AtomicLong(System.nanoTime());

  void report(RuntimeException failed) {
    long now = System.nanoTime();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + REPEATED)) {
      LOG.log(Level.ERROR, "A connection goes on without limits of ours after a failure", failed);
    }
  }
}
