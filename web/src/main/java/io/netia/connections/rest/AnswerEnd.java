package io.netia.connections.rest;

import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.FilterChainEvent;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpEvents;

/** Stands behind the listener's HTTP parser, which keeps the end of an answer to itself. */
final class AnswerEnd extends BaseFilter {

  @Override
  public NextAction handleEvent(FilterChainContext context, FilterChainEvent event) {
    if (event.type().equals(HttpEvents.ResponseCompleteEvent.TYPE)) {
      ListenerFilter.answered(context);
    }
    return context.getInvokeAction();
  }
}
