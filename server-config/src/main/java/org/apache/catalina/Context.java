package org.apache.catalina;

import jakarta.servlet.ServletContext;

/** Payara's interface, for the compiler only; the server brings its own. */
public interface Context {

  /** Whether the web application has started altogether. */
  boolean getAvailable();

  /** What it knows of itself. */
  ServletContext getServletContext();
}
