package io.netia.live.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.tenancy.service.Transactions;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AfterCommitEventsTest {

  private final List<LiveEvent> received = new ArrayList<>();
  private final List<Synchronization> synchronizations = new ArrayList<>();
  private AfterCommitEvents afterCommit;

  @BeforeEach
  void begin_a_transaction() {
    LocalBus bus = new LocalBus();
    bus.subscribe(received::add);
    Map<Object, Object> resources = new HashMap<>();
    TransactionSynchronizationRegistry transaction =
        (TransactionSynchronizationRegistry)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {TransactionSynchronizationRegistry.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getTransactionKey" -> resources;
                      case "getResource" -> resources.get(arguments[0]);
                      case "putResource" -> resources.put(arguments[0], arguments[1]);
                      default -> synchronizations.add((Synchronization) arguments[0]);
                    });
    afterCommit =
        new AfterCommitEvents(new Transactions(new PGSimpleDataSource(), transaction), bus);
  }

  @Test
  void a_transaction_that_is_rolled_back_publishes_nothing() {
    afterCommit.announce(ChangeRange.first(UUID.randomUUID(), 1), LiveEvent.of("t", "shout", "{}"));

    synchronizations.get(0).afterCompletion(Status.STATUS_ROLLEDBACK);

    assertThat(received).isEmpty();
  }

  @Test
  void M6_a_commit_that_failed_and_may_have_happened_lets_its_audience_read_again() {
    ChangeRange change = ChangeRange.first(UUID.randomUUID(), 1);
    afterCommit.announce(change, LiveEvent.of("t", "shout", "{}"));
    afterCommit.announce(change, LiveEvent.of("t", "conversation:updated", "{}"));
    afterCommit.announce(LiveEvent.of("u", "shout", "{}"));

    synchronizations.get(0).beforeCompletion();
    assertThat(received).isEmpty();
    synchronizations.get(0).afterCompletion(Status.STATUS_ROLLEDBACK);

    assertThat(received).containsExactlyInAnyOrder(LiveEvent.resync("t"), LiveEvent.resync("u"));
  }
}
