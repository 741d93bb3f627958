package org.apache.catalina;

import jakarta.servlet.ServletResponse;

/** Payara's interface, for the compiler only; the server brings its own. */
public interface Response {

  /** The answer as applications see it. */
  ServletResponse getResponse();
}
