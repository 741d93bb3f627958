package org.apache.catalina;

/** Payara's interface, for the compiler only; the server brings its own. */
public interface Container {}
