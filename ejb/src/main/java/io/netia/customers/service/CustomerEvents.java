package io.netia.customers.service;

import io.netia.conversations.service.CustomerView;
import io.netia.feed.service.FeedStore;
import io.netia.live.service.Live;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.Topics;
import io.netia.wire.service.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What the team hears about a customer; the customer hears nothing of it. */
@ApplicationScoped
class CustomerEvents {

  @Inject private Live live;
  @Inject private FeedStore feed;

  /** A customer was described anew, by the team or by the page he or she is on. */
  void changed(UUID account, CustomerView customer) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("id", customer.id());
    payload.put("updates", customer);
    announce(account, customer.id(), "customer:updated", Json.write(payload));
  }

  /** A customer is gone, with all conversations. */
  void deleted(UUID account, UUID customer) {
    announce(account, customer, "customer:deleted", Json.write(Map.of("id", customer)));
  }

  private void announce(UUID account, UUID customer, String event, String payload) {
    feed.addCustomer(account, event, customer);
    // In line with other changes of the same row, which this transaction has locked.
    live.announce(customer, LiveEvent.of(Topics.notification(account), event, payload));
  }
}
