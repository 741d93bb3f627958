package io.netia.live.rest;

import static io.netia.errors.DomainException.Kind.TOO_MANY;
import static io.netia.errors.DomainException.Kind.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.netia.errors.Busy;
import io.netia.errors.DomainException;
import io.netia.limits.Budget;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PendingRequestsTest {

  private final SettableClock clock = new SettableClock();
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private PendingRequests pending = new PendingRequests(threads::add, clock, Duration.ZERO);
  private final List<String> there = new ArrayList<>();
  private final List<Object> answers = new ArrayList<>();
  private int looks;
  private boolean isBusy;

  @Test
  void what_is_there_is_answered_at_once() {
    there.add("one");
    enter("", Duration.ofSeconds(20));
    assertThat(answers).containsExactly(List.of("one"));
    assertThat(pending.size()).isZero();
  }

  @Test
  void who_finds_no_turn_to_look_looks_again_and_is_refused_only_long_after_its_time() {
    isBusy = true;
    enter("", Duration.ofSeconds(20));
    pending.onEvent(LiveEvent.of("topic", "shout", "{}"));
    work();
    assertThat(answers).isEmpty();
    isBusy = false;
    there.add("one");
    pending.sweep();
    work();
    assertThat(answers).containsExactly(List.of("one"));

    isBusy = true;
    enter("", Duration.ofSeconds(20));
    clock.move(Duration.ofSeconds(24));
    pending.sweep();
    work();
    assertThat(answers).hasSize(1);
    clock.move(Duration.ofSeconds(2));
    pending.sweep();
    work();
    assertThat(answers).hasSize(2).last().isInstanceOf(Busy.class);
  }

  @Test
  void without_a_wait_nothing_is_answered_at_once_too() {
    enter("", Duration.ZERO);
    assertThat(answers).containsExactly(List.of());
  }

  @Test
  void an_event_that_concerns_the_request_brings_its_answer() {
    enter("c1", Duration.ofSeconds(20));
    assertThat(answers).isEmpty();
    there.add("one");
    pending.onEvent(LiveEvent.of("topic", "shout", "{\"conversation_id\":\"c2\"}"));
    pending.onEvent(LiveEvent.of("other", "shout", "{\"conversation_id\":\"c1\"}"));
    work();
    assertThat(answers).isEmpty();
    pending.onEvent(LiveEvent.of("topic", "shout", "{\"conversation_id\":\"c1\"}"));
    work();
    assertThat(answers).containsExactly(List.of("one"));
    assertThat(pending.size()).isZero();
  }

  @Test
  void what_an_event_announced_and_is_not_yet_to_be_seen_is_looked_for_again() {
    enter("", Duration.ofSeconds(20));
    pending.onEvent(LiveEvent.of("topic", "shout", "{}"));
    work();
    assertThat(answers).isEmpty();
    there.add("late");
    clock.move(Duration.ofMillis(250));
    pending.sweep();
    work();
    assertThat(answers).containsExactly(List.of("late"));
  }

  @Test
  void nobody_looks_while_nothing_happens() {
    enter("", Duration.ofSeconds(20));
    for (int second = 0; second < 19; second++) {
      clock.move(Duration.ofSeconds(1));
      pending.sweep();
      work();
    }
    assertThat(looks).isEqualTo(1);
  }

  @Test
  void a_burst_of_events_is_looked_at_together() {
    enter("", Duration.ofSeconds(20));
    for (int event = 0; event < 100; event++) {
      pending.onEvent(LiveEvent.of("topic", "shout", "{}"));
    }
    work();
    assertThat(looks).isEqualTo(2);
  }

  @Test
  void when_the_time_is_over_nothing_is_the_answer() {
    enter("", Duration.ofSeconds(20));
    clock.move(Duration.ofSeconds(20));
    pending.sweep();
    pending.sweep();
    work();
    assertThat(answers).containsExactly(List.of());
    assertThat(pending.size()).isZero();
  }

  @Test
  void a_session_that_ends_ends_its_waiting() {
    enter("", Duration.ofSeconds(20));
    pending.onEvent(LiveEvent.of("sockets:user:1", "disconnect", "{}"));
    assertThat(answers).singleElement().isInstanceOf(DomainException.class);
    there.add("secret");
    pending.onEvent(LiveEvent.of("topic", "shout", "{}"));
    work();
    assertThat(answers).hasSize(1);
  }

  @Test
  void a_session_that_ends_is_answered_once_the_request_has_left_its_own_thread() {
    pending = new PendingRequests(threads::add, clock, Duration.ofMillis(500));
    enter("", Duration.ofSeconds(20));
    pending.onEvent(LiveEvent.of("sockets:user:1", "disconnect", "{}"));
    clock.move(Duration.ofMillis(499));
    pending.sweep();
    work();
    assertThat(answers).isEmpty();

    clock.move(Duration.ofMillis(1));
    pending.sweep();
    work();
    assertThat(answers).singleElement().isInstanceOf(DomainException.class);
    assertThat(pending.size()).isZero();
  }

  @Test
  void a_visitor_looks_again_when_the_account_begins_to_ask_for_tokens() {
    UUID account = UUID.randomUUID();
    List<String> admitted = new ArrayList<>(List.of("with token", "without"));
    for (String visitor : List.copyOf(admitted)) {
      enter(
          Waiting.ofVisitor(account, UUID.randomUUID(), "address", Duration.ofSeconds(20)),
          () -> {
            if (!admitted.contains(visitor)) {
              throw DomainException.notFound();
            }
          });
    }
    admitted.remove("without");
    pending.onEvent(LiveEvent.of(Topics.visitorSockets(UUID.randomUUID()), "disconnect", "{}"));
    work();
    assertThat(answers).isEmpty();

    pending.onEvent(LiveEvent.of(Topics.visitorSockets(account), "disconnect", "{}"));
    work();
    assertThat(answers).singleElement().isInstanceOf(DomainException.class);
    assertThat(pending.size()).isOne();
  }

  @Test
  void a_server_that_stops_leaves_nobody_waiting() {
    enter("", Duration.ofSeconds(20));
    pending.close();
    assertThat(answers).singleElement().isInstanceOf(DomainException.class);
    assertThat(pending.size()).isZero();
  }

  @Test
  void an_address_has_its_places_and_beyond_them_only_what_is_there_already_is_answered() {
    for (int guest = 0; guest < Budget.Waits.PER_ADDRESS; guest++) {
      enter("", Duration.ofSeconds(20));
    }
    assertThat(answers).isEmpty();
    enter("", Duration.ofSeconds(20));
    assertThat(answers)
        .singleElement()
        .isInstanceOf(Busy.class)
        .extracting("kind")
        .isEqualTo(TOO_MANY);
    enter("other address", "", Duration.ofSeconds(20));
    assertThat(answers).hasSize(1);
    there.add("one");
    enter("", Duration.ofSeconds(20));
    assertThat(answers).hasSize(2).last().isEqualTo(List.of("one"));
  }

  @Test
  void a_place_is_free_again_once_its_request_is_answered() {
    for (int guest = 0; guest < Budget.Waits.PER_ADDRESS; guest++) {
      enter("", Duration.ofSeconds(20));
    }
    there.add("one");
    pending.onEvent(LiveEvent.of("topic", "shout", "{}"));
    work();
    there.clear();
    answers.clear();
    enter("", Duration.ofSeconds(20));
    assertThat(answers).isEmpty();
    assertThat(pending.size()).isEqualTo(1);
  }

  @Test
  void a_node_that_is_full_refuses_everybody() {
    for (int guest = 0; guest < Budget.Waits.ALL; guest++) {
      enter("address " + guest / Budget.Waits.PER_ADDRESS, "", Duration.ofSeconds(20));
    }
    assertThat(answers).isEmpty();
    enter("another", "", Duration.ofSeconds(20));
    assertThat(answers)
        .singleElement()
        .isInstanceOf(Busy.class)
        .extracting("kind")
        .isEqualTo(UNAVAILABLE);
  }

  private void enter(String mark, Duration atMost) {
    enter("address", mark, atMost);
  }

  private void enter(String address, String mark, Duration atMost) {
    enter(
        new Waiting(address, Set.of("topic"), mark, Set.of("sockets:user:1"), atMost),
        () -> {
          looks++;
          if (isBusy) {
            throw Busy.caller(Duration.ofSeconds(2));
          }
        });
  }

  private void enter(Waiting waiting, Runnable admission) {
    pending.enter(
        waiting,
        () -> {
          admission.run();
          return List.copyOf(there);
        },
        page -> !page.isEmpty(),
        new PendingRequests.Answer<List<String>>() {
          @Override
          public void found(List<String> page) {
            answers.add(page);
          }

          @Override
          public void failed(RuntimeException why) {
            answers.add(why);
          }
        });
  }

  private void work() {
    for (Runnable task = threads.poll(); task != null; task = threads.poll()) {
      task.run();
    }
  }

  private static final class SettableClock extends Clock {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
