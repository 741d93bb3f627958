package io.netia.live.service;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets the events of concurrent transactions leave in the order of their commits. After a commit
 * the row lock is gone, and the next transaction may overtake before the first one's events are
 * out; so a transaction takes a place in the line of the thing it changes while it still holds the
 * lock, and events leave from the head of the line. Nobody waits: whoever ends the transaction at
 * the head publishes what has become ready behind it, too.
 *
 * @param <E> what is published
 */
final class Places<E> {

  private final ConcurrentHashMap<UUID, Line<E>> lines = new ConcurrentHashMap<>();
  private final Consumer<E> publish;

  Places(Consumer<E> publish) {
    this.publish = publish;
  }

  /**
   * One transaction's place in the line of one thing. Must be given up by {@link Places#leave}, or
   * the line stands still.
   */
  static final class Place<E> {
    private final UUID subject;
    private @Nullable List<E> events;

    private Place(UUID subject) {
      this.subject = subject;
    }
  }

  private static final class Line<E> {
    private final Deque<Place<E>> places = new ArrayDeque<>(2);
    private boolean isMoving;
  }

  /** Takes the last place in the line of a thing. */
  Place<E> take(UUID subject) {
    Place<E> place = new Place<>(subject);
    lines.compute(
        subject,
        (id, line) -> {
          Line<E> longer = line == null ? new Line<>() : line;
          longer.places.add(place);
          return longer;
        });
    return place;
  }

  /**
   * The transaction has ended: its events leave when those before them have left. A rolled-back one
   * has none.
   */
  void leave(Place<E> place, List<E> events) {
    RuntimeException failed = null;
    for (List<E> ready = ready(place, events); ready != null; ready = next(place.subject)) {
      try {
        ready.forEach(publish);
      } catch (RuntimeException broken) {
        // The line must move on, or everything behind it would be silent for ever.
        failed = broken;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private @Nullable List<E> ready(Place<E> place, List<E> events) {
    List<List<E>> taken = new ArrayList<>(1);
    lines.computeIfPresent(
        place.subject,
        (id, line) -> {
          place.events = events;
          return line.isMoving ? line : moved(line, taken);
        });
    return taken.isEmpty() ? null : taken.get(0);
  }

  private @Nullable List<E> next(UUID subject) {
    List<List<E>> taken = new ArrayList<>(1);
    lines.computeIfPresent(subject, (id, line) -> moved(line, taken));
    return taken.isEmpty() ? null : taken.get(0);
  }

  /**
   * Takes the head off when its transaction has ended; the thread that takes it moves the line
   * until nothing is ready.
   */
  private static <E> @Nullable Line<E> moved(Line<E> line, List<List<E>> taken) {
    Place<E> head = line.places.peek();
    if (head == null) {
      return null;
    }
    line.isMoving = head.events != null;
    if (head.events != null) {
      taken.add(head.events);
      line.places.remove();
    }
    return line;
  }

  /** How many lines are standing; for tests. */
  int lineCount() {
    return lines.size();
  }
}
