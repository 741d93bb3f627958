package io.netia.live.service;

import io.netia.tenancy.service.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the events of a use case after its transaction has committed, and none when it is
 * rolled back. Events of one transaction are published in the order they were announced, and events
 * about one subject in the order of this node's commits.
 */
@ApplicationScoped
public class AfterCommitEvents {

  private static final String PENDING = AfterCommitEvents.class.getName() + ".pending";

  @Inject private Transactions transaction;

  @Inject private Bus bus;

  private final CommitOrderQueue<Announcement> queue =
      new CommitOrderQueue<>(announcement -> bus.publish(announcement));

  /** For the container. */
  public AfterCommitEvents() {}

  /** For tests, which bring their own transactions and bus. */
  public AfterCommitEvents(Transactions transaction, Bus bus) {
    this.transaction = transaction;
    this.bus = bus;
  }

  /** Publishes an event after the commit of the caller's transaction. */
  public void announce(LiveEvent event) {
    pending().others.add(event);
  }

  /** Notes a change without an event, so that later changes of the subject do not wait for it. */
  public void advance(ChangeRange change) {
    Queued unused = take(change);
  }

  /**
   * Publishes a change of a subject after the commit; every node delivers the changes of a subject
   * in order. The caller's transaction holds the lock of the subject's row.
   */
  public void announce(ChangeRange change, LiveEvent event) {
    take(change).events.add(event);
  }

  private Queued take(ChangeRange change) {
    Queued queued = queued(change.subject());
    queued.change = queued.change == null ? change : queued.change.and(change);
    return queued;
  }

  /**
   * Reserves the caller's position in the commit order of a subject before it has the row's lock:
   * for a transaction of one statement, which has committed when that returns. The order of events
   * is still that of the commits, because whoever locks the row earlier has reserved earlier, and
   * whoever locks it later reserves later.
   */
  public void reserve(UUID subject) {
    queued(subject);
  }

  private Queued queued(UUID subject) {
    return pending().queued.computeIfAbsent(subject, id -> new Queued(queue.take(id)));
  }

  private Pending pending() {
    Pending pending = (Pending) transaction.get(PENDING);
    if (pending == null) {
      pending = new Pending();
      transaction.register(pending);
      transaction.put(PENDING, pending);
    }
    return pending;
  }

  /** Publishes at once an event without a transaction, such as typing. */
  public void publishNow(LiveEvent event) {
    bus.publish(event);
  }

  /** Events of one transaction about one subject. */
  private static final class Queued {
    private final CommitOrderQueue.Place<Announcement> place;
    private final List<LiveEvent> events = new ArrayList<>(2);
    private @Nullable ChangeRange change;

    private Queued(CommitOrderQueue.Place<Announcement> place) {
      this.place = place;
    }

    /** Nothing, when the place was taken for a change that was not made. */
    private List<Announcement> announced() {
      return change == null && events.isEmpty()
          ? List.of()
          : List.of(new Announcement(change, events));
    }
  }

  /** Events of one transaction. */
  private final class Pending implements Synchronization {

    private final List<LiveEvent> others = new ArrayList<>(0);
    private final Map<UUID, Queued> queued = new LinkedHashMap<>(2);
    private boolean isCommitting;

    @Override
    public void beforeCompletion() {
      isCommitting = true;
    }

    @Override
    public void afterCompletion(int status) {
      boolean isCommitted = status == Status.STATUS_COMMITTED;
      queued
          .values()
          .forEach(
              subject -> queue.leave(subject.place, isCommitted ? subject.announced() : List.of()));
      if (isCommitted) {
        others.forEach(bus::publish);
      } else if (isCommitting) {
        topics().map(LiveEvent::resync).forEach(bus::publish);
      }
    }

    /**
     * A commit that failed may have happened all the same: the database can go away between doing
     * it and confirming it. What may have been stored cannot be announced, only read again.
     */
    private Stream<String> topics() {
      return Stream.concat(
              others.stream(), queued.values().stream().flatMap(subject -> subject.events.stream()))
          .map(LiveEvent::topic)
          .distinct();
    }
  }
}
