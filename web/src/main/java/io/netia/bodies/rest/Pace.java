package io.netia.bodies.rest;

import io.netia.limits.Budget;
import java.time.Duration;

/** How fast a body has to come. */
final class Pace {

  private Pace() {}

  /** Whether a body that has taken so long and brought so much is given up. */
  static boolean isTooSlow(Duration taken, long received) {
    if (taken.compareTo(Budget.Bodies.GRACE) <= 0) {
      return false;
    }
    long due = taken.minus(Budget.Bodies.GRACE).toMillis() * Budget.Bodies.LEAST_RATE / 1000;
    return received < due || taken.compareTo(Budget.Bodies.LONGEST) > 0;
  }
}
