package io.netia.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.limits.Budget;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConnectionStateTest {

  private static final RequestHead PLAIN = new RequestHead(0, 0, false, false);
  private static final RequestHead UPGRADE = new RequestHead(0, 0, false, true);

  private final ConnectionState state = new ConnectionState(0);

  private static long after(Duration time) {
    return time.toNanos() + 1;
  }

  @Test
  void silence_ends_a_new_connection() {
    assertThat(state.expire(Budget.Connections.SILENT.toNanos())).isEmpty();
    assertThat(state.expire(after(Budget.Connections.SILENT))).isPresent();
  }

  @Test
  void further_bytes_give_a_head_no_further_time() {
    state.headBegins(0);
    state.headBegins(Duration.ofSeconds(9).toNanos());
    assertThat(state.expire(after(Budget.Connections.HEAD_TIME))).isPresent();
  }

  @Test
  void an_answer_may_take_its_time() {
    state.serve(PLAIN, 0);
    assertThat(state.expire(after(Duration.ofHours(1)))).isEmpty();
  }

  @Test
  void an_idle_connection_ends_later_than_a_proxy_would_end_it() {
    state.serve(PLAIN, 0);
    state.answered(true, 0);
    assertThat(state.expire(after(Duration.ofSeconds(60)))).isEmpty();
    assertThat(state.expire(Budget.Connections.IDLE.toNanos())).isEmpty();
    assertThat(state.expire(after(Budget.Connections.IDLE))).contains(Phase.IDLE);
  }

  @Test
  void a_connection_is_idle_once_its_answer_is_sent() {
    long sent = Duration.ofSeconds(15).toNanos();
    state.serve(PLAIN, 0);
    state.queued(10, 0);
    state.answered(true, 0);
    state.sent(10, sent);
    assertThat(state.expire(after(Budget.Connections.IDLE))).isEmpty();
    assertThat(state.expire(sent + after(Budget.Connections.IDLE))).isPresent();
  }

  @Test
  void an_answer_that_is_not_read_ends_it_also_while_more_is_written() {
    state.serve(PLAIN, 0);
    state.queued(1_000_000, 0);
    state.sent(Budget.Connections.READ_AT_LEAST - 1, 1);
    assertThat(state.expire(Budget.Connections.UNREAD.toNanos())).isEmpty();
    assertThat(state.expire(after(Budget.Connections.UNREAD))).isPresent();
  }

  @Test
  void an_answer_that_is_read_slowly_enough_goes_on() {
    state.serve(PLAIN, 0);
    state.queued(10_000_000, 0);
    long now = 0;
    for (int i = 0; i < 100; i++) {
      now += Budget.Connections.UNREAD.toNanos();
      state.sent(Budget.Connections.READ_AT_LEAST, now);
      assertThat(state.expire(now + 1)).isEmpty();
    }
  }

  @Test
  void an_answer_before_the_end_of_its_request_ends_the_connection() {
    state.serve(PLAIN, 0);
    state.answered(false, 0);
    assertThat(state.phase()).isEqualTo(Phase.REFUSED);
    assertThat(state.expire(after(Budget.Connections.REFUSED))).isPresent();
  }

  @Test
  void a_head_whose_time_is_over_is_not_served() {
    state.headBegins(0);
    assertThat(state.expire(after(Budget.Connections.HEAD_TIME))).contains(Phase.HEAD);
    assertThat(state.serve(PLAIN, after(Budget.Connections.HEAD_TIME))).isFalse();
    assertThat(state.phase()).isEqualTo(Phase.REFUSED);
  }

  @Test
  void only_the_beginning_of_an_answer_changes_the_protocol() {
    assertThat(state.serve(UPGRADE, 0)).isTrue();
    assertThat(state.mayBecomeTunnel()).isTrue();
    state.answerBegins();
    assertThat(state.mayBecomeTunnel()).isFalse();
  }

  @Test
  void what_is_written_to_a_connection_that_has_ended_is_not_counted() {
    assertThat(state.queued(100, 0)).isEqualTo(100);
    assertThat(state.forget()).isEqualTo(100);
    assertThat(state.queued(100, 0)).isZero();
    assertThat(state.unsent()).isZero();
  }

  @Test
  void what_encryption_adds_is_not_counted() {
    state.queued(100, 0);
    assertThat(state.sent(130, 0)).isEqualTo(100);
    assertThat(state.unsent()).isZero();
  }

  @Test
  void what_has_sent_no_whole_request_is_silent_and_what_waits_for_its_answer_is_not() {
    long later = Budget.Connections.SILENT_GIVES_WAY.toNanos();
    assertThat(state.quiet()).isEqualTo(new Quiet(false, 0));
    assertThat(state.quiet().isLongEnough(later - 1)).isFalse();
    assertThat(state.quiet().isLongEnough(later)).isTrue();
    state.headBegins(1);
    assertThat(state.quiet()).isEqualTo(new Quiet(false, 1));
    state.serve(PLAIN, 2);
    assertThat(state.quiet()).isEqualTo(new Quiet(true, 2));
    assertThat(state.quiet().isLongEnough(2 + later)).isFalse();
    state.queued(10, 3);
    state.answered(true, 4);
    assertThat(state.quiet().isServed()).isTrue();
    state.sent(10, 5);
    assertThat(state.quiet()).isEqualTo(new Quiet(false, 5));
  }

  @Test
  void a_place_is_given_once_and_not_by_what_has_gone_on_since() {
    Quiet chosen = state.quiet();
    state.headBegins(1);
    assertThat(state.giveWay(chosen, 2)).isFalse();
    chosen = state.quiet();
    assertThat(state.giveWay(chosen, 2)).isTrue();
    assertThat(state.giveWay(chosen, 2)).isFalse();
    assertThat(state.serve(PLAIN, 3)).isFalse();
  }
}
