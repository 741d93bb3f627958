package io.netia.bodies.rest;

import io.netia.limits.Budget;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.nio.tmpselectors.TemporarySelectorPool;
import org.glassfish.grizzly.nio.tmpselectors.TemporarySelectorsEnabledTransport;
import org.jspecify.annotations.Nullable;

/**
 * Waits for more of a body with an end to the waiting, which the servlet's stream does not offer:
 * it waits as long as the listener's timeout, and loses the connection then. Uses the listener's
 * own selectors, in the way that its blocking reads do.
 */
final class Readability {

  private static final Logger LOG = System.getLogger(Readability.class.getName());

  private final NIOConnection connection;

  private Readability(NIOConnection connection) {
    this.connection = connection;
    connection.setReadTimeout(Budget.Bodies.GAP.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Empty when the connection is not one of the listener's that can be watched. */
  static Optional<Readability> of(HttpServletRequest request) {
    @Nullable Request inner = request.isSecure() ? null : innerOf(request);
    return inner != null
            && inner.getContext().getConnection() instanceof NIOConnection connection
            && connection.getTransport() instanceof TemporarySelectorsEnabledTransport
        ? Optional.of(new Readability(connection))
        : Optional.empty();
  }

  /** The classes between the servlet's request and the listener's are in no public library. */
  private static @Nullable Request innerOf(HttpServletRequest facade) {
    try {
      Object request = facade.getClass().getMethod("getUnwrappedCoyoteRequest").invoke(facade);
      return (Request) request.getClass().getMethod("getCoyoteRequest").invoke(request);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException other) {
      LOG.log(Level.DEBUG, "The listener's request is not within reach", other);
      return null;
    }
  }

  /** Whether more has come, or the end, within this time. */
  boolean within(Duration time) throws IOException {
    TemporarySelectorPool pool =
        ((TemporarySelectorsEnabledTransport) connection.getTransport())
            .getTemporarySelectorIO()
            .getSelectorPool();
    Selector selector = pool.poll();
    if (selector == null) {
      return true;
    }
    boolean isClean = false;
    try {
      SelectionKey key = connection.getChannel().register(selector, SelectionKey.OP_READ);
      boolean hasMore = selector.select(Math.max(1, time.toMillis())) > 0;
      key.cancel();
      selector.selectNow();
      isClean = true;
      return hasMore;
    } finally {
      if (isClean) {
        pool.offer(selector);
      } else {
        selector.close();
      }
    }
  }

  /** Ends the connection, and with it a read that waits for half a line. */
  void close() {
    Connection<?> ended = connection;
    ended.closeSilently();
  }
}
