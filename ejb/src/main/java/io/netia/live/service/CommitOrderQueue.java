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
 * Publishes the events of concurrent transactions in the order of their commits. After a commit the
 * row lock is gone, and the next transaction may overtake before the first one's events are
 * published; so a transaction takes a position in the queue of the subject while it still holds the
 * lock, and events are published from the head. No thread waits: the one that ends the transaction
 * at the head also publishes what has become ready behind it.
 *
 * @param <E> what is published
 */
final class CommitOrderQueue<E> {

  private final ConcurrentHashMap<UUID, SubjectQueue<E>> queues = new ConcurrentHashMap<>();
  private final Consumer<E> publish;

  CommitOrderQueue(Consumer<E> publish) {
    this.publish = publish;
  }

  /**
   * One transaction's position in the queue of one subject. Must be given up by {@link
   * CommitOrderQueue#leave}, or the queue stops.
   */
  static final class Place<E> {
    private final UUID subject;
    private @Nullable List<E> events;

    private Place(UUID subject) {
      this.subject = subject;
    }
  }

  private static final class SubjectQueue<E> {
    private final Deque<Place<E>> places = new ArrayDeque<>(2);
    private boolean isMoving;
  }

  /** Takes the last position in the queue of a subject. */
  Place<E> take(UUID subject) {
    Place<E> place = new Place<>(subject);
    queues.compute(
        subject,
        (id, queue) -> {
          SubjectQueue<E> extended = queue == null ? new SubjectQueue<>() : queue;
          extended.places.add(place);
          return extended;
        });
    return place;
  }

  /**
   * Ends a transaction: its events are published after those before them. A rolled-back one has
   * none.
   */
  void leave(Place<E> place, List<E> events) {
    RuntimeException failed = null;
    for (List<E> ready = ready(place, events); ready != null; ready = next(place.subject)) {
      try {
        ready.forEach(publish);
      } catch (RuntimeException broken) {
        // The queue must move on, or nothing behind it would ever be published.
        failed = broken;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private @Nullable List<E> ready(Place<E> place, List<E> events) {
    List<List<E>> taken = new ArrayList<>(1);
    queues.computeIfPresent(
        place.subject,
        (id, queue) -> {
          place.events = events;
          return queue.isMoving ? queue : moved(queue, taken);
        });
    return taken.isEmpty() ? null : taken.get(0);
  }

  private @Nullable List<E> next(UUID subject) {
    List<List<E>> taken = new ArrayList<>(1);
    queues.computeIfPresent(subject, (id, queue) -> moved(queue, taken));
    return taken.isEmpty() ? null : taken.get(0);
  }

  /**
   * Removes the head when its transaction has ended; the thread that removes it goes on until
   * nothing is ready.
   */
  private static <E> @Nullable SubjectQueue<E> moved(SubjectQueue<E> queue, List<List<E>> taken) {
    Place<E> head = queue.places.peek();
    if (head == null) {
      return null;
    }
    queue.isMoving = head.events != null;
    if (head.events != null) {
      taken.add(head.events);
      queue.places.remove();
    }
    return queue;
  }

  /** How many queues there are; for tests. */
  int queueCount() {
    return queues.size();
  }
}
