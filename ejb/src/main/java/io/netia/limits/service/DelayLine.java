package io.netia.limits.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What is done some ticks later. Ticks are counted, and not the clock read: the thread of a request
 * must have left it before another thread answers, and after a standstill of the whole machine the
 * clock would show that it had.
 */
final class DelayLine {

  private final IntSupplier ticks;
  private final int mostOfOne;
  private final Semaphore places;
  private final Executor executor;
  private final Map<String, Integer> held = new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<Place, Entry> entries = new ConcurrentSkipListMap<>();
  private final AtomicLong now = new AtomicLong();
  private final AtomicLong count = new AtomicLong();

  private record Entry(String address, Runnable answer) {}

  private record Place(long due, long number) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byTime = Long.compare(due, other.due);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  /**
   * @param ticks after how many one is done; the first may come at once
   * @param most how much may wait
   * @param mostOfOne of those, for one address
   */
  DelayLine(IntSupplier ticks, int most, int mostOfOne, Executor executor) {
    this.ticks = ticks;
    this.mostOfOne = mostOfOne;
    this.places = new Semaphore(most);
    this.executor = executor;
  }

  /** Takes in what is to be done, and has it made only then; false when there is no place. */
  boolean add(String address, Supplier<Runnable> answer) {
    if (!places.tryAcquire()) {
      return false;
    }
    if (held.merge(address, 1, Integer::sum) > mostOfOne) {
      leave(address);
      return false;
    }
    boolean isTaken = false;
    try {
      Place place = new Place(now.get() + ticks.getAsInt(), count.incrementAndGet());
      entries.put(place, new Entry(address, answer.get()));
      isTaken = true;
    } finally {
      if (!isTaken) {
        leave(address);
      }
    }
    return true;
  }

  /** By one thread at a time. */
  void tick() {
    finish(now.incrementAndGet()).forEach(executor::execute);
  }

  /** Does everything that still waits. */
  void drain() {
    finish(Long.MAX_VALUE).forEach(Runnable::run);
  }

  private List<Runnable> finish(long reached) {
    List<Runnable> due = new ArrayList<>();
    for (Map.Entry<Place, Entry> first = entries.firstEntry();
        first != null && first.getKey().due() <= reached;
        first = entries.firstEntry()) {
      entries.remove(first.getKey());
      leave(first.getValue().address());
      due.add(first.getValue().answer());
    }
    return due;
  }

  private void leave(String address) {
    held.computeIfPresent(address, (key, all) -> all > 1 ? all - 1 : null);
    places.release();
  }
}
