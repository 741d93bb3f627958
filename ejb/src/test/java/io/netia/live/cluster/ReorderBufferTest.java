package io.netia.live.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.service.Announcement;
import io.netia.live.service.ChangeRange;
import io.netia.live.service.LiveEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReorderBufferTest {

  private static final long PATIENCE = 300;
  private static final long LONG_AFTER = 60_000_000_000L;

  private final UUID conversation = UUID.randomUUID();
  private final List<String> received = new ArrayList<>();
  private long now;
  private final ReorderBuffer order =
      new ReorderBuffer(
          announcement -> announcement.events().forEach(event -> received.add(event.payload())),
          () -> now,
          PATIENCE);

  @Test
  void messages_that_crossed_on_the_way_are_delivered_in_the_order_of_their_revisions() {
    order.offer(first());
    order.offer(change(2));
    assertThat(received).containsExactly("0");

    order.offer(change(1));

    assertThat(received).containsExactly("0", "1", "2");
  }

  @Test
  void the_first_that_a_node_receives_of_a_conversation_waits_when_another_came_just_before() {
    order.offer(change(7));
    assertThat(received).isEmpty();

    order.offer(afterSilence(6));

    assertThat(received).containsExactly("6", "7");
  }

  @Test
  void the_first_that_a_node_receives_of_a_quiet_conversation_waits_for_nothing() {
    order.offer(afterSilence(6));

    assertThat(received).containsExactly("6");
  }

  @Test
  void what_never_comes_is_waited_for_a_short_while() {
    order.offer(first());
    order.offer(change(2));
    order.offer(change(3));

    now = PATIENCE - 1;
    order.expire(true);
    assertThat(received).containsExactly("0");
    now = PATIENCE;
    order.expire(true);

    assertThat(received).containsExactly("0", "2", "3");
  }

  @Test
  void nothing_is_waited_for_while_there_is_nobody_it_could_come_from() {
    order.offer(first());
    order.offer(change(2));

    order.expire(false);

    assertThat(received).containsExactly("0", "2");
  }

  @Test
  void a_message_that_comes_too_late_is_delivered_all_the_same_but_an_old_state_is_not() {
    order.offer(first());
    order.offer(change(2));
    now = PATIENCE;
    order.expire(true);

    order.offer(
        new Announcement(
            new ChangeRange(conversation, 1, 2, true),
            List.of(
                LiveEvent.of("t", "shout", "late"),
                LiveEvent.of("t", "conversation:updated", "outdated"))));

    assertThat(received).containsExactly("0", "2", "late");
  }

  @Test
  void an_edited_message_that_comes_too_late_has_to_be_read_again() {
    List<LiveEvent> delivered = new ArrayList<>();
    ReorderBuffer late =
        new ReorderBuffer(
            announcement -> delivered.addAll(announcement.events()), () -> now, PATIENCE);
    late.offer(first());
    late.offer(change(2));
    now = PATIENCE;
    late.expire(true);
    delivered.clear();

    late.offer(
        new Announcement(
            new ChangeRange(conversation, 1, 2, true),
            List.of(
                LiveEvent.of("t", "message:updated", "outdated or not"),
                LiveEvent.of("u", "message:deleted", "gone"))));

    assertThat(delivered)
        .containsExactly(LiveEvent.resync("t"), LiveEvent.of("u", "message:deleted", "gone"));
  }

  @Test
  void a_message_that_comes_after_something_was_edited_has_to_be_read_again_and_others_need_not() {
    List<LiveEvent> delivered = new ArrayList<>();
    ReorderBuffer late =
        new ReorderBuffer(
            announcement -> delivered.addAll(announcement.events()), () -> now, PATIENCE);
    late.offer(first());
    late.offer(
        new Announcement(
            new ChangeRange(conversation, 3, 4, true),
            List.of(LiveEvent.of("t", "message:deleted", "3"))));
    late.offer(change(7));
    now = PATIENCE;
    late.expire(true);
    delivered.clear();

    late.offer(change(2));
    late.offer(change(5));

    assertThat(delivered).hasSize(2);
    assertThat(delivered.get(0).event()).isEqualTo(LiveEvent.RESYNC);
    assertThat(delivered.get(1).event()).isEqualTo("shout");
  }

  @Test
  void what_has_no_step_and_what_is_about_something_else_is_not_held() {
    order.offer(change(5));
    order.offer(Announcement.of(LiveEvent.of("t", "typing", "typing")));
    order.offer(
        new Announcement(
            ChangeRange.first(UUID.randomUUID(), 1), List.of(LiveEvent.of("t", "shout", "other"))));

    assertThat(received).containsExactly("typing", "other");
  }

  @Test
  void what_has_long_been_quiet_is_forgotten() {
    order.offer(first());
    now = LONG_AFTER;

    order.expire(true);

    assertThat(order.size()).isZero();
  }

  @Test
  void whatever_the_order_of_arrival_within_the_bound_the_order_of_delivery_is_one() {
    for (int seed = 0; seed < 500; seed++) {
      received.clear();
      UUID other = UUID.randomUUID();
      List<Announcement> arriving =
          new ArrayList<>(LongStream.range(1, 20).mapToObj(n -> change(other, n)).toList());
      Collections.shuffle(arriving, new Random(seed));
      order.offer(new Announcement(ChangeRange.first(other, 1), List.of(event("0"))));

      arriving.forEach(order::offer);

      assertThat(received)
          .as("seed " + seed)
          .containsExactlyElementsOf(IntStream.range(0, 20).mapToObj(String::valueOf).toList());
    }
  }

  private Announcement first() {
    return new Announcement(ChangeRange.first(conversation, 1), List.of(event("0")));
  }

  private Announcement change(long n) {
    return change(conversation, n);
  }

  private static Announcement change(UUID subject, long n) {
    return new Announcement(
        new ChangeRange(subject, n, n + 1, true), List.of(event(String.valueOf(n))));
  }

  private Announcement afterSilence(long n) {
    return new Announcement(
        new ChangeRange(conversation, n, n + 1, false), List.of(event(String.valueOf(n))));
  }

  private static LiveEvent event(String payload) {
    return LiveEvent.of("t", "shout", payload);
  }
}
