package io.netia.live.rest;

import io.netia.errors.Busy;
import io.netia.errors.DomainException;
import io.netia.limits.Budget;
import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import io.netia.live.service.LiveEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The requests of this node that wait. Whoever waits is looked after by one thread at a time,
 * however many events there are meanwhile: when an event concerns it, again a moment later when the
 * event was not to be seen yet (an older transaction may still be open), and when its time is over.
 */
public final class PendingRequests {

  /** Longer than any transaction of ours usually lasts. */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  /** How long one whose time is over may still wait for a turn to look. */
  private static final Duration TURN = Duration.ofSeconds(5);

  private final Executor executor;
  private final Clock clock;
  private final Duration leaving;
  private final Set<Entry<?>> all = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMap<String, Set<Entry<?>>> byTopic = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Integer> byAddress = new ConcurrentHashMap<>();
  private volatile boolean isDraining;

  /**
   * @param leaving how long a request's own thread may take to leave it; until then no other thread
   *     answers
   */
  PendingRequests(Executor executor, Clock clock, Duration leaving) {
    this.executor = executor;
    this.clock = clock;
    this.leaving = leaving;
  }

  /** Where the answer of a request goes. */
  public interface Answer<T> {

    /** What was found, perhaps nothing. */
    void found(T page);

    /** Looking failed, or is not allowed any more. */
    void failed(RuntimeException why);
  }

  /**
   * Looks at once, and answers as soon as there is something, or with nothing when the time is
   * over. Waits for events before it looks, so that nothing falls between. Each one that waits
   * looks again for each event, so there is an end to how many do: who finds nothing and no place
   * is refused.
   */
  public <T> void enter(
      Waiting waiting, Supplier<T> look, Predicate<T> isSomething, Answer<T> answer) {
    Entry<T> entry = new Entry<>(waiting, look, isSomething, answer);
    if (waiting.atMost().isZero() || isDraining) {
      entry.lookOnce();
      return;
    }
    Optional<Busy> refusal = take(waiting.address());
    if (refusal.isPresent()) {
      entry.lookOnceOr(refusal.get());
      return;
    }
    all.add(entry);
    waiting.topics().forEach(topic -> add(topic, entry));
    waiting.endings().forEach(topic -> add(topic, entry));
    entry.lookFirst();
  }

  /** Takes a place, or throws why there is none. */
  private Optional<Busy> take(String address) {
    if (all.size() >= Budget.Waits.ALL) {
      RefusalCounters.count(RefusalReason.WAITS);
      return Optional.of(Busy.server(Budget.Waits.RETRY));
    }
    if (byAddress.merge(address, 1, Integer::sum) > Budget.Waits.PER_ADDRESS) {
      giveBack(address);
      RefusalCounters.count(RefusalReason.WAITS);
      return Optional.of(Busy.caller(Budget.Waits.RETRY));
    }
    return Optional.empty();
  }

  private void giveBack(String address) {
    byAddress.computeIfPresent(address, (same, taken) -> taken > 1 ? taken - 1 : null);
  }

  /** Takes an event; never blocks. */
  void onEvent(LiveEvent event) {
    Set<Entry<?>> entries = byTopic.get(event.topic());
    if (entries != null) {
      entries.forEach(entry -> entry.onEvent(event));
    }
  }

  /** Looks after those whose time is over, and those with an event that is not visible yet. */
  void sweep() {
    all.forEach(Entry::lookIfDue);
  }

  /** Nobody waits any longer: each gets the answer there is, because this node is to stop. */
  void drain() {
    isDraining = true;
    sweep();
  }

  /** Whoever still waits is refused: the server stops. */
  void close() {
    all.forEach(Entry::dismiss);
  }

  /** How many wait; for tests. */
  int size() {
    return all.size();
  }

  private void add(String topic, Entry<?> entry) {
    byTopic.compute(
        topic,
        (name, entries) -> {
          Set<Entry<?>> more = entries == null ? ConcurrentHashMap.newKeySet(2) : entries;
          more.add(entry);
          return more;
        });
  }

  private void remove(String topic, Entry<?> entry) {
    byTopic.computeIfPresent(
        topic,
        (name, entries) -> {
          entries.remove(entry);
          return entries.isEmpty() ? null : entries;
        });
  }

  private final class Entry<T> {

    private final Waiting waiting;
    private final Supplier<T> look;
    private final Predicate<T> isSomething;
    private final Answer<T> answer;
    private final Instant end;
    private final Instant left;

    /** Calls not yet answered; whoever raises it from 0 looks until it is 0 again. */
    private final AtomicInteger calls = new AtomicInteger();

    /** Whether the session of who waits has ended. */
    private volatile boolean isEnded;

    /** Until when the content of an event may still become visible. */
    private volatile Instant expectsUntil = Instant.MIN;

    Entry(Waiting waiting, Supplier<T> look, Predicate<T> isSomething, Answer<T> answer) {
      this.waiting = waiting;
      this.look = look;
      this.isSomething = isSomething;
      this.answer = answer;
      Instant now = clock.instant();
      this.end = now.plus(waiting.atMost());
      this.left = now.plus(leaving);
    }

    void onEvent(LiveEvent event) {
      if (waiting.endsBy(event)) {
        isEnded = true;
        endOnceLeft();
      } else if (waiting.concerns(event)) {
        expectsUntil = clock.instant().plus(SETTLED);
        callOnceLeft();
      }
    }

    void lookIfDue() {
      if (isEnded) {
        endOnceLeft();
      } else if (isOver() || clock.instant().isBefore(expectsUntil)) {
        callOnceLeft();
      }
    }

    /** What comes too early is looked after by the sweep. */
    private void callOnceLeft() {
      if (hasLeft()) {
        call();
      }
    }

    /** Likewise. */
    private void endOnceLeft() {
      if (hasLeft() && leave()) {
        answer.failed(DomainException.unauthenticated("Not authenticated"));
      }
    }

    private boolean hasLeft() {
      return !clock.instant().isBefore(left);
    }

    /** On the caller's thread, which is there anyway. */
    void lookFirst() {
      if (calls.getAndIncrement() == 0) {
        lookWhileCalled();
      }
    }

    void call() {
      if (calls.getAndIncrement() > 0) {
        return;
      }
      try {
        executor.execute(this::lookWhileCalled);
      } catch (RejectedExecutionException stopping) {
        dismiss();
      }
    }

    private void lookWhileCalled() {
      int answered;
      do {
        answered = calls.get();
        if (!all.contains(this)) {
          return;
        }
        look();
      } while (calls.addAndGet(-answered) > 0);
    }

    private void look() {
      boolean over = isOver();
      try {
        T page = look.get();
        if ((over || isSomething.test(page)) && leave()) {
          answer.found(page);
        }
      } catch (Busy busy) {
        again(busy);
      } catch (RuntimeException failed) {
        if (leave()) {
          answer.failed(failed);
        }
      }
    }

    /** Many look at the same event; whoever finds no turn looks again with the next sweep. */
    private void again(Busy busy) {
      Instant now = clock.instant();
      expectsUntil = now.plus(SETTLED);
      if (now.isAfter(end.plus(TURN)) && leave()) {
        answer.failed(busy);
      }
    }

    void lookOnce() {
      try {
        answer.found(look.get());
      } catch (RuntimeException failed) {
        answer.failed(failed);
      }
    }

    void lookOnceOr(Busy refusal) {
      try {
        T page = look.get();
        if (isSomething.test(page)) {
          answer.found(page);
        } else {
          answer.failed(refusal);
        }
      } catch (RuntimeException failed) {
        answer.failed(failed);
      }
    }

    void dismiss() {
      if (leave()) {
        answer.failed(
            new DomainException(
                DomainException.Kind.UNAVAILABLE, "unavailable", "The server is stopping"));
      }
    }

    private boolean isOver() {
      return isDraining || !clock.instant().isBefore(end);
    }

    /** True for the one who may answer. */
    private boolean leave() {
      if (!all.remove(this)) {
        return false;
      }
      giveBack(waiting.address());
      waiting.topics().forEach(topic -> remove(topic, this));
      waiting.endings().forEach(topic -> remove(topic, this));
      return true;
    }
  }
}
