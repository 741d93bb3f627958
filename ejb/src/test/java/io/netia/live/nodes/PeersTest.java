package io.netia.live.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.nodes.Peers.Heard;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PeersTest {

  private final Peers peers = new Peers(10);

  @Test
  void a_node_that_begins_is_new_and_nothing_of_it_was_missed() {
    assertThat(peers.heard("a", 0, 1, 0)).isEqualTo(Heard.NEW);
    assertThat(peers.heard("a", 1, 0, 0)).isEqualTo(Heard.NEXT);
  }

  @Test
  void a_node_that_announced_something_before_it_was_first_heard_is_new_and_that_was_missed() {
    assertThat(peers.heard("a", 1, 0, 0)).isEqualTo(Heard.NEW_AND_MISSED);
  }

  @Test
  void announcements_that_did_not_arrive_are_noticed_once() {
    peers.heard("a", 0, 2, 0);

    assertThat(peers.heard("a", 3, 1, 0)).isEqualTo(Heard.MISSED);
    assertThat(peers.heard("a", 4, 1, 0)).isEqualTo(Heard.NEXT);
  }

  @Test
  void of_lost_batches_that_announced_nothing_nothing_is_missed() {
    peers.heard("a", 0, 2, 0);
    // Whatever number of heartbeats was lost here.
    assertThat(peers.heard("a", 2, 0, 9)).isEqualTo(Heard.NEXT);
  }

  @Test
  void a_batch_heard_twice_is_noticed() {
    peers.heard("a", 0, 1, 0);

    assertThat(peers.heard("a", 0, 1, 0)).isEqualTo(Heard.AGAIN);
  }

  @Test
  void a_silent_node_is_gone_once_and_new_when_it_is_heard_again() {
    peers.heard("a", 0, 0, 0);

    assertThat(peers.silent(10)).isEmpty();
    assertThat(peers.silent(11)).containsExactly("a");
    assertThat(peers.silent(12)).isEmpty();
    assertThat(peers.heard("a", 0, 0, 20)).isEqualTo(Heard.NEW);
    assertThat(peers.silent(30)).isEmpty();
  }

  @Test
  void a_node_is_not_blamed_for_the_sleep_of_this_one() {
    peers.heard("a", 0, 0, 0);

    peers.excuse(100);

    assertThat(peers.silent(105)).isEmpty();
  }

  @Test
  void a_node_that_said_good_bye_is_gone_at_once() {
    peers.heard("a", 0, 0, 0);

    assertThat(peers.left("a")).isTrue();
    assertThat(peers.left("a")).isFalse();
    assertThat(peers.silent(50)).isEmpty();
  }

  @Test
  void only_who_is_there_or_has_said_good_bye_is_accounted_for() {
    assertThat(peers.isAccountedFor("a")).isFalse();
    peers.heard("a", 0, 0, 0);
    assertThat(peers.isAccountedFor("a")).isTrue();
    peers.silent(11);
    assertThat(peers.isAccountedFor("a")).isFalse();

    peers.heard("a", 0, 0, 20);
    peers.left("a");

    assertThat(peers.isAccountedFor("a")).isTrue();
  }

  @Test
  void nobody_is_awake_who_was_not_heard_of_lately() {
    assertThat(peers.isAnybodyAwake(0, 3)).isFalse();
    peers.heard("a", 0, 0, 0);

    assertThat(peers.isAnybodyAwake(3, 3)).isTrue();
    assertThat(peers.isAnybodyAwake(4, 3)).isFalse();
  }
}
