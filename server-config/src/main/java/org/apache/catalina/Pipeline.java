package org.apache.catalina;

import org.glassfish.web.valve.GlassFishValve;

/** Payara's interface, for the compiler only; the server brings its own. */
public interface Pipeline {

  /** Puts a valve behind those that are there. */
  void addValve(GlassFishValve valve);

  /** Takes a valve out. */
  void removeValve(GlassFishValve valve);
}
