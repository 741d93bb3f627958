package io.netia.logging;

import java.util.logging.LogManager;

/**
 * Lets the log be written until the process has ended. The JDK closes the log as soon as the end
 * begins, and the lines of a node that drains and finishes its requests would be lost. It counts
 * when the system property {@code java.util.logging.manager} names it from the start on.
 */
public final class LastingLogManager extends LogManager {

  /** The JDK's thread that closes the log, started with all that waits for the end. */
  private static final String CLOSING = LogManager.class.getName() + "$Cleaner";

  /** For the JDK, by name. */
  public LastingLogManager() {
    // Nothing is set up before the JDK asks for it.
  }

  @Override
  public void reset() {
    if (!Thread.currentThread().getClass().getName().equals(CLOSING)) {
      super.reset();
    }
  }
}
