package org.apache.catalina;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/** Payara's interface, for the compiler only; the server brings its own. */
public interface Request {

  /** The request as applications see it. */
  ServletRequest getRequest();

  /** The web application that it goes to; null when there is none. */
  @Nullable Context getContext();
}
