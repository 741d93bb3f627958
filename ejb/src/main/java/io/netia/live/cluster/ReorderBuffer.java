package io.netia.live.cluster;

import io.netia.live.service.Announcement;
import io.netia.live.service.ChangeRange;
import io.netia.live.service.LiveEvent;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the changes of one subject in the order of their revisions, though they come from
 * several nodes and may cross. A change that comes early is held until the one before it was
 * delivered, or for a short while; then that one counts as lost. No thread waits: the one that
 * brings the missing change delivers what was held.
 */
final class ReorderBuffer {

  /** Events that carry the whole state of a subject: outdated once a newer one was delivered. */
  private static final Set<String> STATES =
      Set.of(LiveEvent.CONVERSATION_UPDATED, LiveEvent.CUSTOMER_UPDATED);

  /** Changes of messages that were announced before. */
  private static final Set<String> EDITS =
      Set.of(LiveEvent.MESSAGE_UPDATED, LiveEvent.MESSAGE_DELETED);

  private static final long UNKNOWN = Long.MIN_VALUE;
  private static final long SWEEP_NANOS = 1_000_000_000L;

  private static final class SubjectBuffer {
    private final Deque<Announcement> ready = new ArrayDeque<>(2);
    private final PriorityQueue<Held> held =
        new PriorityQueue<>(2, Comparator.comparingLong(Held::before).thenComparing(Held::since));
    private long reached = UNKNOWN;
    private long edited = UNKNOWN;
    private long touched;
    private boolean isMoving;
  }

  private record Held(long before, long since, Announcement announcement, ChangeRange change) {}

  private final ConcurrentHashMap<UUID, SubjectBuffer> buffers = new ConcurrentHashMap<>();
  private final Consumer<Announcement> deliver;
  private final LongSupplier nanos;
  private final long patienceNanos;
  private final AtomicInteger heldCount = new AtomicInteger();
  private volatile long sweptAt;
  private final long rememberedNanos = ChangeRange.CLOSELY.toNanos() * 5;

  /**
   * @param patienceNanos how long an early change is held
   */
  ReorderBuffer(Consumer<Announcement> deliver, LongSupplier nanos, long patienceNanos) {
    this.deliver = deliver;
    this.nanos = nanos;
    this.patienceNanos = patienceNanos;
  }

  /** Takes in an announcement of this or another node. */
  void offer(Announcement announcement) {
    ChangeRange change = announcement.change();
    if (change == null) {
      deliver.accept(announcement);
      return;
    }
    long now = nanos.getAsLong();
    buffers.compute(
        change.subject(),
        (id, known) -> {
          SubjectBuffer buffer = known == null ? new SubjectBuffer() : known;
          buffer.touched = now;
          take(buffer, new Held(change.before(), now, announcement, change));
          return buffer;
        });
    move(change.subject());
  }

  private void take(SubjectBuffer buffer, Held held) {
    ChangeRange change = held.change();
    boolean isEarly =
        buffer.reached == UNKNOWN ? change.isClose() : change.before() > buffer.reached;
    if (isEarly) {
      buffer.held.add(held);
      heldCount.incrementAndGet();
      return;
    }
    deliverNext(buffer, held);
    while (!buffer.held.isEmpty() && buffer.held.element().before() <= buffer.reached) {
      deliverNext(buffer, released(buffer));
    }
  }

  private Held released(SubjectBuffer buffer) {
    heldCount.decrementAndGet();
    return buffer.held.remove();
  }

  private static void deliverNext(SubjectBuffer buffer, Held held) {
    boolean isLate = buffer.reached != UNKNOWN && held.change().after() <= buffer.reached;
    boolean isOvertaken = isLate && held.change().after() <= buffer.edited;
    buffer.ready.add(isLate ? asLate(held.announcement(), isOvertaken) : held.announcement());
    buffer.reached = Math.max(buffer.reached, held.change().after());
    if (held.announcement().events().stream().anyMatch(event -> EDITS.contains(event.event()))) {
      buffer.edited = Math.max(buffer.edited, held.change().after());
    }
  }

  /**
   * What is delivered of a change that comes after later ones: its new messages, unless one may
   * have been edited or deleted since; a changed message as a request to read again, since it may
   * have been changed since; its state not at all.
   */
  private static Announcement asLate(Announcement late, boolean isOvertaken) {
    List<LiveEvent> events =
        late.events().stream()
            .filter(event -> !STATES.contains(event.event()))
            .map(event -> isOvertaken || isEdit(event) ? asResync(event) : event)
            .toList();
    return new Announcement(late.change(), events);
  }

  private static boolean isEdit(LiveEvent event) {
    return event.event().equals(LiveEvent.MESSAGE_UPDATED);
  }

  /** A deletion stays true whenever it is delivered. */
  private static LiveEvent asResync(LiveEvent event) {
    return event.event().equals(LiveEvent.MESSAGE_DELETED)
        ? event
        : LiveEvent.resync(event.topic());
  }

  /**
   * Gives up on changes that did not come, and forgets subjects without changes for long.
   *
   * @param mayCome whether there is a node it could come from: else nothing is waited for
   */
  void expire(boolean mayCome) {
    long now = nanos.getAsLong();
    long patience = mayCome ? patienceNanos : 0;
    if (heldCount.get() == 0 && now - sweptAt < SWEEP_NANOS) {
      return;
    }
    sweptAt = now;
    for (UUID subject : buffers.keySet()) {
      buffers.computeIfPresent(
          subject,
          (id, buffer) -> {
            while (!buffer.held.isEmpty() && now - buffer.held.element().since() >= patience) {
              Held first = released(buffer);
              buffer.reached = Math.max(buffer.reached, first.change().before());
              take(buffer, first);
            }
            boolean isQuiet =
                buffer.held.isEmpty()
                    && buffer.ready.isEmpty()
                    && now - buffer.touched > rememberedNanos;
            return isQuiet && !buffer.isMoving ? null : buffer;
          });
      move(subject);
    }
  }

  /** Delivers what is ready, unless another thread is at it, which then delivers this, too. */
  private void move(UUID subject) {
    RuntimeException failed = null;
    for (Announcement next = next(subject, true); next != null; next = next(subject, false)) {
      try {
        deliver.accept(next);
      } catch (RuntimeException broken) {
        // The queue must move on, or nothing behind it would ever be delivered.
        failed = broken;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  private @Nullable Announcement next(UUID subject, boolean isFirst) {
    Announcement[] taken = new Announcement[1];
    buffers.computeIfPresent(
        subject,
        (id, buffer) -> {
          if (isFirst && buffer.isMoving) {
            return buffer;
          }
          taken[0] = buffer.ready.poll();
          buffer.isMoving = taken[0] != null;
          return buffer;
        });
    return taken[0];
  }

  /** How many subjects are remembered; for tests and monitoring. */
  int size() {
    return buffers.size();
  }
}
