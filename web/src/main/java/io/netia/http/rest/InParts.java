package io.netia.http.rest;

import java.util.function.BooleanSupplier;

/** Work that is too much for one transaction. */
public final class InParts {

  private InParts() {}

  /**
   * Does it part by part, each in a transaction of its own, and then what is left.
   *
   * @param part does one part, and returns whether there may be more
   */
  public static void run(BooleanSupplier part, Runnable rest) {
    boolean isMore = true;
    while (isMore) {
      isMore = part.getAsBoolean();
    }
    rest.run();
  }
}
