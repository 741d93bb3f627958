package io.netia.limits.service;

import io.netia.errors.Busy;
import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets so much expensive work run at once and so many callers wait for it. Turns go round among the
 * callers, so that one with many requests delays another by one turn and not by all of them; when
 * no place is left, the newest request of the caller with the most makes room.
 */
public final class FairQueue {

  private final Bounds bounds;
  private final RefusalReason reason;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Deque<Turn>> lanes = new LinkedHashMap<>();
  private final Map<String, Integer> runningOf = new HashMap<>();
  private int running;
  private int waiting;

  /**
   * How much may run and how many may wait.
   *
   * @param atOnce how much runs
   * @param atOnceOfCaller how much of one caller runs
   * @param waiting how many wait, beyond which 503
   * @param waitingPerCaller how many of one caller wait, beyond which 429
   * @param longest how long one waits, beyond which 503
   * @param retryAfter what a refused caller is asked to wait
   */
  public record Bounds(
      int atOnce,
      int atOnceOfCaller,
      int waiting,
      int waitingPerCaller,
      Duration longest,
      Duration retryAfter) {

    /** One caller may have all turns that nobody else wants. */
    public Bounds(
        int atOnce, int waiting, int waitingPerCaller, Duration longest, Duration retryAfter) {
      this(atOnce, atOnce, waiting, waitingPerCaller, longest, retryAfter);
    }
  }

  /**
   * A queue with nobody in it.
   *
   * @param reason what its refusals are counted as
   */
  public FairQueue(Bounds bounds, RefusalReason reason) {
    this.bounds = bounds;
    this.reason = reason;
  }

  /**
   * Does the work on this thread, when its turn has come.
   *
   * @throws Busy when no place or no turn was to be had
   */
  public <T> T run(String caller, Supplier<T> work) {
    enter(caller);
    try {
      return work.get();
    } finally {
      leave(caller);
    }
  }

  /** Whether another request of this caller would find a place now. */
  public boolean hasRoomFor(String caller) {
    lock.lock();
    try {
      return mayRun(caller) || waitingOf(caller) < bounds.waitingPerCaller();
    } finally {
      lock.unlock();
    }
  }

  private int waitingOf(String caller) {
    return lanes.getOrDefault(caller, new ArrayDeque<>()).size();
  }

  /** How many wait for a turn. */
  public int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  private void enter(String caller) {
    lock.lock();
    try {
      if (mayRun(caller)) {
        begin(caller);
        return;
      }
      Turn turn = place(caller);
      try {
        await(turn);
      } finally {
        giveUp(caller, turn);
      }
      if (turn.state != State.RUNNING) {
        throw refusal(Busy.server(bounds.retryAfter()));
      }
    } finally {
      lock.unlock();
    }
  }

  private Turn place(String caller) {
    int own = waitingOf(caller);
    if (own >= bounds.waitingPerCaller()) {
      throw refusal(Busy.caller(bounds.retryAfter()));
    }
    if (waiting >= bounds.waiting() && !dropFromLongerThan(own + 1)) {
      throw refusal(Busy.server(bounds.retryAfter()));
    }
    Turn turn = new Turn(lock.newCondition());
    lanes.computeIfAbsent(caller, unknown -> new ArrayDeque<>()).add(turn);
    waiting++;
    return turn;
  }

  private boolean dropFromLongerThan(int length) {
    @Nullable Deque<Turn> longest =
        lanes.values().stream().max(Comparator.comparingInt(Deque::size)).orElse(null);
    if (longest == null || longest.size() <= length) {
      return false;
    }
    Turn newest = longest.removeLast();
    waiting--;
    newest.end(State.DROPPED);
    return true;
  }

  private void await(Turn turn) {
    long left = bounds.longest().toNanos();
    try {
      while (turn.state == State.WAITING && left > 0) {
        left = turn.changed.awaitNanos(left);
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private void giveUp(String caller, Turn turn) {
    Deque<Turn> lane = lanes.get(caller);
    if (turn.state == State.WAITING && lane != null && lane.remove(turn)) {
      waiting--;
      if (lane.isEmpty()) {
        lanes.remove(caller);
      }
    }
  }

  private boolean mayRun(String caller) {
    return running < bounds.atOnce() && runningOf.getOrDefault(caller, 0) < bounds.atOnceOfCaller();
  }

  private void begin(String caller) {
    running++;
    runningOf.merge(caller, 1, Integer::sum);
  }

  /** The turn goes to the first lane whose caller may have one, which then stands at the end. */
  private void leave(String left) {
    lock.lock();
    try {
      running--;
      runningOf.computeIfPresent(left, (same, count) -> count > 1 ? count - 1 : null);
      lanes.keySet().stream().filter(this::mayRun).findFirst().ifPresent(this::next);
    } finally {
      lock.unlock();
    }
  }

  private void next(String caller) {
    Deque<Turn> lane = lanes.remove(caller);
    if (lane == null) {
      return;
    }
    lane.remove().end(State.RUNNING);
    begin(caller);
    waiting--;
    if (!lane.isEmpty()) {
      lanes.put(caller, lane);
    }
  }

  private Busy refusal(Busy busy) {
    RefusalCounters.count(reason);
    return busy;
  }

  private enum State {
    WAITING,
    RUNNING,
    DROPPED
  }

  private static final class Turn {
    private final Condition changed;
    private State state = State.WAITING;

    Turn(Condition changed) {
      this.changed = changed;
    }

    void end(State outcome) {
      state = outcome;
      changed.signal();
    }
  }
}
