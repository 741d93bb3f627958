package io.netia.bench;

import java.util.Map;

/**
 * No attacks: what the measurement itself shows when the server is left alone. A ratio of an attack
 * shows nothing below these.
 */
final class Controls {

  private static final int BUSY_THREADS = 2;
  private static final int STEPS = 1_000_000;

  private Controls() {}

  static void addTo(Map<String, Attack> attacks) {
    attacks.put("nothing", Controls::idle);
    attacks.put("busy-attacker", Attack.repeated(BUSY_THREADS, STEPS, target -> count()));
  }

  private static void idle(Target target) {
    while (!target.isOver()) {
      Attack.pause(100);
    }
  }

  /** The attacker's process takes all the time that nobody else wants, and asks for nothing. */
  private static void count() {
    long state = System.nanoTime();
    for (int step = 0; step < STEPS; step++) {
      state = state * 6_364_136_223_846_793_005L + 1;
    }
    if (state == 0) {
      throw new IllegalStateException("an even state cannot follow");
    }
  }
}
