package io.netia.connections.rest;

import java.util.Optional;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.nio.NIOTransport;
import org.glassfish.grizzly.ssl.SSLBaseFilter;

/**
 * A listener with this application's filters.
 *
 * @param before the chain of filters that it had
 * @param now the one it has got
 * @param at where in it the first of ours stands, before the server's parser
 */
record GuardedListener(FilterChain before, FilterChain now, int at) {

  /**
   * Gives a listener a new chain, and not another filter to the old one, through which connections
   * are passing.
   *
   * @return empty for a listener that does not speak HTTP
   */
  static Optional<GuardedListener> guard(
      NIOTransport transport, OpenConnections connections, Failures failures) {
    if (!(transport.getProcessor() instanceof FilterChain before)) {
      return Optional.empty();
    }
    int parser = before.indexOfType(HttpServerFilter.class);
    if (parser < 0) {
      return Optional.empty();
    }
    boolean isTls = before.indexOfType(SSLBaseFilter.class) >= 0;
    FilterChain now =
        FilterChainBuilder.stateless()
            .addAll(before)
            .add(parser, new ListenerFilter(connections, failures, isTls))
            .add(parser + 2, new AnswerEnd())
            .build();
    transport.setProcessor(now);
    return Optional.of(new GuardedListener(before, now, parser));
  }

  /**
   * Whether the listener still has these filters; it is given others when it is configured anew.
   */
  boolean isIn(NIOTransport transport) {
    return transport.getProcessor() == now;
  }

  /**
   * Takes the filters away. Connections keep their chain of filters as long as they are open, and
   * so it gets filters of the server's that do nothing, each in the place of one of ours.
   */
  void giveBack(NIOTransport transport) {
    if (isIn(transport)) {
      transport.setProcessor(before);
    }
    now.set(at, new BaseFilter());
    now.set(at + 2, new BaseFilter());
  }
}
