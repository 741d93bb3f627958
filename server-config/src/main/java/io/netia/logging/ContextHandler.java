package io.netia.logging;

import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * Stands before Payara Server's handler, which writes on a thread of its own, where nobody knows
 * any more what was being served. Writes nothing itself.
 */
public class ContextHandler extends Handler {

  @Override
  public void publish(LogRecord event) {
    LogContext.keep(event);
  }

  @Override
  public void flush() {
    // There is nothing to write.
  }

  @Override
  public void close() {
    // There is nothing open.
  }
}
