package org.apache.catalina;

import org.jspecify.annotations.Nullable;

/** Payara's interface, for the compiler only; the server brings its own. */
public interface Contained {

  /** Where this is. */
  @Nullable Container getContainer();

  /** Sets where this is; null when it is taken out. */
  void setContainer(@Nullable Container container);
}
