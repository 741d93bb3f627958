package io.netia.live.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.nodes.ClusterBus.Periods;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** One node's view, in seconds. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HearingTest {

  private final Peers peers = new Peers(Periods.USUAL.silence().toNanos());
  private final Hearing hearing = new Hearing(peers, Periods.USUAL);

  @Test
  void who_is_carried_is_heard_and_who_is_not_for_three_heartbeats_makes_deaf() {
    registered(100, 0, false);
    carried(100);

    assertThat(hearing.isDeaf(nanos(103))).isFalse();
    assertThat(hearing.isDeaf(nanos(104))).isTrue();
    carried(105);
    assertThat(hearing.isDeaf(nanos(105))).isFalse();
  }

  @Test
  void a_node_that_was_never_carried_has_as_much_time_to_begin() {
    registered(100, 0, false);

    assertThat(hearing.isDeaf(nanos(103))).isFalse();
    assertThat(hearing.isDeaf(nanos(104))).isTrue();
  }

  @Test
  void what_the_detour_brings_does_not_count() {
    registered(100, 0, false);
    peers.heard("a", 0, 0, nanos(104));

    assertThat(hearing.isDeaf(nanos(104))).isTrue();
  }

  @Test
  void nobody_is_deaf_for_the_dead() {
    registered(100, 0, false);
    carried(100);
    registered(106, 6, true);

    assertThat(hearing.isDeaf(nanos(106))).isFalse();
    assertThat(hearing.isAnybodyAlive()).isFalse();
    assertThat(hearing.isAnybodyDeaf()).isFalse();
  }

  @Test
  void a_living_node_that_is_deaf_asks_for_the_detour_until_it_hears() {
    registered(100, 1, true);
    assertThat(hearing.isAnybodyDeaf()).isTrue();
    assertThat(hearing.isAnybodyHearing()).isFalse();

    registered(102, 1, false);

    assertThat(hearing.isAnybodyDeaf()).isFalse();
    assertThat(hearing.isAnybodyHearing()).isTrue();
  }

  @Test
  void the_silence_while_this_node_stood_still_is_not_theirs() {
    registered(100, 0, false);
    carried(100);

    peers.excuse(nanos(150));

    assertThat(hearing.isDeaf(nanos(151))).isFalse();
  }

  private void carried(int at) {
    peers.heard("a", 0, 0, nanos(at));
    peers.carried("a", nanos(at));
  }

  private void registered(int at, int age, boolean isDeaf) {
    hearing.look(
        new SignsOfLife.Found(Map.of("a", new Sign(Duration.ofSeconds(age), isDeaf)), nanos(at)));
  }

  private static long nanos(int seconds) {
    return seconds * 1_000_000_000L;
  }
}
