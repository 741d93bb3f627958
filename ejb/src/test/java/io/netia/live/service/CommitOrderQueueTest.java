package io.netia.live.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CommitOrderQueueTest {

  private final List<String> published = Collections.synchronizedList(new ArrayList<>());
  private final CommitOrderQueue<LiveEvent> places =
      new CommitOrderQueue<>(event -> published.add(event.payload()));
  private final UUID conversation = UUID.randomUUID();

  @Test
  void a_transaction_that_overtakes_after_its_commit_is_still_published_second() {
    CommitOrderQueue.Place<LiveEvent> first = places.take(conversation);
    CommitOrderQueue.Place<LiveEvent> second = places.take(conversation);

    places.leave(second, events("2"));
    assertThat(published).isEmpty();
    places.leave(first, events("1a", "1b"));

    assertThat(published).containsExactly("1a", "1b", "2");
    assertThat(places.queueCount()).isZero();
  }

  @Test
  void a_transaction_that_was_rolled_back_holds_nobody_up() {
    CommitOrderQueue.Place<LiveEvent> first = places.take(conversation);
    CommitOrderQueue.Place<LiveEvent> second = places.take(conversation);
    places.leave(second, events("2"));

    places.leave(first, List.of());

    assertThat(published).containsExactly("2");
  }

  @Test
  void other_conversations_do_not_wait() {
    places.take(conversation);

    places.leave(places.take(UUID.randomUUID()), events("other"));

    assertThat(published).containsExactly("other");
  }

  @Test
  void a_listener_that_fails_does_not_silence_those_behind() {
    CommitOrderQueue<LiveEvent> broken =
        new CommitOrderQueue<>(
            event -> {
              if (event.payload().equals("bad")) {
                throw new IllegalStateException("broken");
              }
              published.add(event.payload());
            });
    CommitOrderQueue.Place<LiveEvent> first = broken.take(conversation);
    CommitOrderQueue.Place<LiveEvent> second = broken.take(conversation);
    broken.leave(second, events("2"));

    assertThatThrownBy(() -> broken.leave(first, events("bad"))).hasMessage("broken");

    assertThat(published).containsExactly("2");
    broken.leave(broken.take(conversation), events("3"));
    assertThat(published).containsExactly("2", "3");
  }

  @Test
  void many_threads_are_published_in_the_order_in_which_they_held_the_lock() throws Exception {
    ReentrantLock row = new ReentrantLock();
    List<String> committed = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch done = new CountDownLatch(8);
    for (int thread = 0; thread < 8; thread++) {
      int number = thread;
      Thread sender =
          new Thread(
              () -> {
                for (int i = 0; i < 2000; i++) {
                  row.lock();
                  CommitOrderQueue.Place<LiveEvent> place = places.take(conversation);
                  committed.add(number + "-" + i);
                  row.unlock();
                  places.leave(place, events(number + "-" + i));
                }
                done.countDown();
              });
      sender.start();
    }

    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(published).isEqualTo(committed).hasSize(16_000);
    assertThat(places.queueCount()).isZero();
  }

  private static List<LiveEvent> events(String... payloads) {
    return IntStream.range(0, payloads.length)
        .mapToObj(i -> LiveEvent.of("t", "shout", payloads[i]))
        .toList();
  }
}
