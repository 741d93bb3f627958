package org.apache.catalina;

import jakarta.servlet.ServletRequest;

/** Payara's interface, for the compiler only; the server brings its own. */
public interface Request {

  /** The request as applications see it. */
  ServletRequest getRequest();
}
