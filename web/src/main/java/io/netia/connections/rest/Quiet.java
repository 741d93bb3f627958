package io.netia.connections.rest;

import io.netia.limits.Budget;
import java.time.Duration;

/**
 * What a connection has been doing since it last went on.
 *
 * @param isServed whether it waits for an answer or reads one; else nothing is lost with it
 * @param since nanoseconds
 */
record Quiet(boolean isServed, long since) {

  /** Whether another connection may have its place. */
  boolean isLongEnough(long now) {
    Duration least =
        isServed ? Budget.Connections.SERVED_GIVES_WAY : Budget.Connections.SILENT_GIVES_WAY;
    return now - since >= least.toNanos();
  }
}
