package io.netia.customers.service;

import io.netia.conversations.service.CustomerView;
import io.netia.feed.service.FeedStore;
import io.netia.json.service.Json;
import io.netia.live.service.AfterCommitEvents;
import io.netia.live.service.ChangeRange;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The events of customers, which only the team gets. */
@ApplicationScoped
class CustomerEvents {

  @Inject private AfterCommitEvents afterCommit;
  @Inject private FeedStore feed;
  @Inject private Clock clock;

  /**
   * A customer was described anew, by the team or by the page he or she is on; the feed has it
   * already.
   */
  void changed(UUID account, CustomerView customer, CustomerStore.Before before) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("id", customer.id());
    payload.put("updates", customer);
    afterCommit.announce(
        change(customer.id(), before),
        LiveEvent.of(
            Topics.notification(account), LiveEvent.CUSTOMER_UPDATED, Json.write(payload)));
  }

  /** A customer is gone, with all conversations; who is in one of them leaves it. */
  void deleted(UUID account, UUID customer, CustomerStore.Before before, List<UUID> conversations) {
    String event = "customer:deleted";
    feed.addCustomer(account, event, customer);
    afterCommit.announce(
        change(customer, before),
        LiveEvent.of(Topics.notification(account), event, Json.write(Map.of("id", customer))));
    conversations.forEach(id -> afterCommit.announce(LiveEvent.ended(Topics.conversation(id))));
  }

  /** In line with other changes of the same row, which this transaction has locked. */
  private ChangeRange change(UUID customer, CustomerStore.Before before) {
    Duration age = Duration.between(before.storedAt(), clock.instant());
    // That a customer was made is not announced: nothing to wait for.
    boolean closely = before.version() > 0 && age.compareTo(ChangeRange.CLOSELY) < 0;
    return new ChangeRange(customer, before.version(), before.version() + 1, closely);
  }
}
