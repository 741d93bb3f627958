package io.netia.connections.rest;

import java.io.IOException;

/**
 * A body in chunks that are none. Whoever reads the body gets it, as any other failure of the
 * connection. Without a trace, because every stranger can cause it.
 */
final class MalformedBodyException extends IOException {

  private static final long serialVersionUID = 1L;

  MalformedBodyException() {
    super("The body is not in chunks");
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
