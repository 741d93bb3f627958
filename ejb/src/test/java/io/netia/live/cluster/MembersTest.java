package io.netia.live.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.cluster.Members.Receipt;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MembersTest {

  private final Members members = new Members(10);

  @Test
  void a_node_that_begins_is_new_and_nothing_of_it_was_missed() {
    assertThat(members.received("a", 0, 1, 0)).isEqualTo(Receipt.JOINED);
    assertThat(members.received("a", 1, 0, 0)).isEqualTo(Receipt.NEXT);
  }

  @Test
  void a_node_that_announced_something_before_it_was_first_received_is_new_and_that_was_missed() {
    assertThat(members.received("a", 1, 0, 0)).isEqualTo(Receipt.JOINED_WITH_GAP);
  }

  @Test
  void announcements_that_did_not_arrive_are_noticed_once() {
    members.received("a", 0, 2, 0);

    assertThat(members.received("a", 3, 1, 0)).isEqualTo(Receipt.GAP);
    assertThat(members.received("a", 4, 1, 0)).isEqualTo(Receipt.NEXT);
  }

  @Test
  void of_lost_batches_that_announced_nothing_nothing_is_missed() {
    members.received("a", 0, 2, 0);
    // Whatever number of heartbeats was lost here.
    assertThat(members.received("a", 2, 0, 9)).isEqualTo(Receipt.NEXT);
  }

  @Test
  void a_batch_received_twice_is_noticed() {
    members.received("a", 0, 1, 0);

    assertThat(members.received("a", 0, 1, 0)).isEqualTo(Receipt.DUPLICATE);
  }

  @Test
  void a_silent_node_is_gone_once_and_new_when_it_is_received_again() {
    members.received("a", 0, 0, 0);

    assertThat(members.silent(10)).isEmpty();
    assertThat(members.silent(11)).containsExactly("a");
    assertThat(members.silent(12)).isEmpty();
    assertThat(members.received("a", 0, 0, 20)).isEqualTo(Receipt.JOINED);
    assertThat(members.silent(30)).isEmpty();
  }

  @Test
  void a_node_is_not_blamed_for_the_sleep_of_this_one() {
    members.received("a", 0, 0, 0);

    members.resetSilence(100);

    assertThat(members.silent(105)).isEmpty();
  }

  @Test
  void a_node_that_announced_its_stop_is_gone_at_once() {
    members.received("a", 0, 0, 0);

    assertThat(members.stopped("a")).isTrue();
    assertThat(members.stopped("a")).isFalse();
    assertThat(members.silent(50)).isEmpty();
  }

  @Test
  void only_who_is_there_or_has_announced_its_stop_is_accounted_for() {
    assertThat(members.isAccountedFor("a")).isFalse();
    members.received("a", 0, 0, 0);
    assertThat(members.isAccountedFor("a")).isTrue();
    members.silent(11);
    assertThat(members.isAccountedFor("a")).isFalse();

    members.received("a", 0, 0, 20);
    members.stopped("a");

    assertThat(members.isAccountedFor("a")).isTrue();
  }

  @Test
  void nobody_is_responsive_who_was_not_received_lately() {
    assertThat(members.isAnyNodeResponsive(0, 3)).isFalse();
    members.received("a", 0, 0, 0);

    assertThat(members.isAnyNodeResponsive(3, 3)).isTrue();
    assertThat(members.isAnyNodeResponsive(4, 3)).isFalse();
  }
}
