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
 * Announces what a use case did, once its transaction has committed and not before; a rolled-back
 * one is never heard of. Events of one transaction leave in the order they were announced, and
 * events about one thing in the order of the commits of this node.
 */
@ApplicationScoped
public class Live {

  private static final String PENDING = Live.class.getName() + ".pending";

  @Inject private Transactions transaction;

  @Inject private Bus bus;

  private final Places<Announcement> places =
      new Places<>(announcement -> bus.publish(announcement));

  /** For the container. */
  public Live() {}

  /** For tests, which bring their own transactions and bus. */
  public Live(Transactions transaction, Bus bus) {
    this.transaction = transaction;
    this.bus = bus;
  }

  /** Announces after the commit of the caller's transaction. */
  public void announce(LiveEvent event) {
    pending().others.add(event);
  }

  /** Says that a thing was changed in a way that is no news: later steps need not wait for it. */
  public void pass(Step step) {
    InLine unused = take(step);
  }

  /**
   * Announces a change of a thing, of which all nodes hear in the order of its steps. The caller's
   * transaction holds the lock of its row.
   */
  public void announce(Step step, LiveEvent event) {
    take(step).events.add(event);
  }

  private InLine take(Step step) {
    InLine line = inLine(step.subject());
    line.step = line.step == null ? step : line.step.and(step);
    return line;
  }

  /**
   * Takes the place of the caller's transaction in the line of a thing before it has the row's
   * lock: for a transaction that is one statement, and has committed when that returns. Its
   * announcements then leave in the order of the commits as well, because whoever has the lock
   * before it took a place before, and whoever has it afterwards takes one afterwards.
   */
  public void takePlace(UUID subject) {
    inLine(subject);
  }

  private InLine inLine(UUID subject) {
    return pending().inLine.computeIfAbsent(subject, id -> new InLine(places.take(id)));
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

  /** Publishes now: for hints that no transaction stands behind, such as typing. */
  public void hint(LiveEvent event) {
    bus.publish(event);
  }

  /** What one transaction has announced about one thing. */
  private static final class InLine {
    private final Places.Place<Announcement> place;
    private final List<LiveEvent> events = new ArrayList<>(2);
    private @Nullable Step step;

    private InLine(Places.Place<Announcement> place) {
      this.place = place;
    }
  }

  /** What one transaction has announced. */
  private final class Pending implements Synchronization {

    private final List<LiveEvent> others = new ArrayList<>(0);
    private final Map<UUID, InLine> inLine = new LinkedHashMap<>(2);
    private boolean isCommitting;

    @Override
    public void beforeCompletion() {
      isCommitting = true;
    }

    @Override
    public void afterCompletion(int status) {
      boolean isCommitted = status == Status.STATUS_COMMITTED;
      inLine
          .values()
          .forEach(
              line ->
                  places.leave(
                      line.place,
                      isCommitted ? List.of(new Announcement(line.step, line.events)) : List.of()));
      if (isCommitted) {
        others.forEach(bus::publish);
      } else if (isCommitting) {
        topics().map(LiveEvent::missed).forEach(bus::publish);
      }
    }

    /**
     * A commit that failed may have happened all the same: the database can go away between doing
     * it and saying so. What may have been stored cannot be announced, only read again.
     */
    private Stream<String> topics() {
      return Stream.concat(
              others.stream(), inLine.values().stream().flatMap(line -> line.events.stream()))
          .map(LiveEvent::topic)
          .distinct();
    }
  }
}
