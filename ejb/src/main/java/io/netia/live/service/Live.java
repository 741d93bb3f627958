package io.netia.live.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;

/**
 * Announces what a use case did, once its transaction has committed and not before; a rolled-back one is never heard of. Events of one
 * transaction leave in the order they were announced.
 */
@ApplicationScoped
public class Live {

  private static final String PENDING = Live.class.getName() + ".pending";

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transaction;

  @Inject private Bus bus;

  /** For the container. */
  public Live() {}

  /** For tests, which bring their own transactions and bus. */
  public Live(TransactionSynchronizationRegistry transaction, Bus bus) {
    this.transaction = transaction;
    this.bus = bus;
  }

  /** Announces after the commit of the caller's transaction. */
  @SuppressWarnings("unchecked")
  public void announce(LiveEvent event) {
    List<LiveEvent> pending = (List<LiveEvent>) transaction.getResource(PENDING);
    if (pending == null) {
      pending = new ArrayList<>(2);
      transaction.putResource(PENDING, pending);
      transaction.registerInterposedSynchronization(new AfterCommit(bus, pending));
    }
    pending.add(event);
  }

  /** Publishes now: for hints that no transaction stands behind, such as typing. */
  public void hint(LiveEvent event) {
    bus.publish(event);
  }

  private record AfterCommit(Bus bus, List<LiveEvent> events) implements Synchronization {

    @Override
    public void beforeCompletion() {
      // Nothing is decided yet.
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        events.forEach(bus::publish);
      }
    }
  }
}
