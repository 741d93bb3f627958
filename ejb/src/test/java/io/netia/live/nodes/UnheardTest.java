package io.netia.live.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.nodes.ClusterBus.Periods;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** One node's view, in seconds since it began: nobody is heard but who is said to be. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnheardTest {

  private final Peers peers = new Peers(Periods.USUAL.silence().toNanos());
  private final Unheard unheard = new Unheard(peers, Periods.USUAL);
  private final Map<String, Double> registered = new HashMap<>();
  private double toldAt;

  @Test
  void what_a_node_stored_between_its_silence_and_its_death_is_missed_once() {
    hear("a", 0);
    alive("a", 0, 10);
    silence(10.5);
    alive("a", 10, 14);

    assertThat(isMissed(20)).as("it may only be slow").isFalse();
    assertThat(isMissed(25)).isTrue();
    assertThat(isMissed(27)).isFalse();
    registered.remove("a");
    assertThat(isMissed(700)).as("when its row has come of age").isFalse();
  }

  @Test
  void a_node_may_have_lived_a_little_longer_than_its_last_sign_of_life() {
    hear("a", 0);
    alive("a", 0, 8);
    silence(10.5);

    assertThat(isMissed(19)).isTrue();
  }

  @Test
  void what_was_stored_while_this_node_could_not_ask_the_database_is_missed_as_well() {
    hear("a", 0);
    alive("a", 0, 10);
    silence(10.5);
    registered.put("a", 40.0);

    assertThat(isMissed(60)).isTrue();
  }

  @Test
  void what_a_node_stored_that_was_never_heard_is_missed_when_it_dies() {
    alive("a", 100, 108);

    assertThat(isMissed(117)).isFalse();
    assertThat(isMissed(119)).isTrue();
    assertThat(isMissed(121)).isFalse();
  }

  @Test
  void what_a_node_stored_whose_good_bye_was_not_heard_is_missed_when_it_strikes_itself_off() {
    hear("a", 0);
    alive("a", 0, 10);
    silence(10.5);
    registered.remove("a");

    assertThat(isMissed(12)).isTrue();
    assertThat(isMissed(14)).isFalse();
  }

  @Test
  void a_node_that_says_good_bye_leaves_nothing_to_miss() {
    hear("a", 100);
    alive("a", 100, 110);

    peers.left("a");
    assertThat(isMissed(112)).isFalse();
    registered.remove("a");

    assertThat(isMissed(114)).isFalse();
  }

  @Test
  void a_node_that_says_good_bye_and_stays_registered_leaves_nothing_to_miss() {
    hear("a", 100);
    alive("a", 100, 110);

    peers.left("a");

    assertThat(isMissed(112)).isFalse();
    assertThat(isMissed(122)).isFalse();
  }

  @Test
  void the_death_of_a_node_that_was_heard_until_then_is_not_told_twice() {
    hear("a", 99);
    registered.put("a", 99.9);
    assertThat(isMissed(100)).isFalse();
    silence(109.05);

    assertThat(isMissed(109.1)).isFalse();
    assertThat(isMissed(111)).isFalse();
  }

  @Test
  void a_node_that_begins_has_time_to_be_heard() {
    alive("a", 100, 128);
    hear("a", 129);
    alive("a", 130, 200);

    assertThat(isMissed(200)).isFalse();
  }

  @Test
  void while_a_node_lives_unheard_the_truth_is_read_now_and_then() {
    alive("a", 100, 128);
    registered.put("a", 130.0);

    assertThat(isMissed(130)).isTrue();
    alive("a", 132, 158);
    registered.put("a", 160.0);
    assertThat(isMissed(160)).isTrue();
  }

  @Test
  void a_node_that_is_heard_again_needs_no_more_reading() {
    hear("a", 0);
    alive("a", 0, 10);
    silence(10.5);
    alive("a", 12, 20);

    hear("a", 21);

    assertThat(isMissed(22)).isFalse();
    assertThat(isMissed(60)).as("nor does its row when it cannot write it").isFalse();
  }

  @Test
  void who_had_died_before_this_node_began_is_no_loss() {
    registered.put("a", -5.0);

    assertThat(isMissed(0.1)).isFalse();
    assertThat(isMissed(6)).isFalse();
  }

  @Test
  void a_node_that_freezes_and_goes_on_is_told_of_by_its_silence_alone() {
    hear("a", 100);
    alive("a", 100, 100);
    silence(110.5);
    assertThat(isMissed(112)).isFalse();

    alive("a", 130, 130);
    hear("a", 130.5);

    assertThat(isMissed(132)).isFalse();
  }

  private void hear(String node, double at) {
    peers.heard(node, 0, 0, nanos(at));
  }

  private void silence(double at) {
    assertThat(peers.silent(nanos(at))).isNotEmpty();
    toldAt = at;
  }

  /** Registers a node every two seconds, and looks each time, which finds nothing missed. */
  private void alive(String node, int from, int to) {
    for (int at = from; at <= to; at += 2) {
      registered.put(node, (double) at);
      assertThat(isMissed(at)).as("missed at %d s", at).isFalse();
    }
  }

  private boolean isMissed(double at) {
    Map<String, Sign> signs = new HashMap<>();
    registered.forEach(
        (node, sign) -> signs.put(node, new Sign(Duration.ofNanos(nanos(at - sign)), false)));
    boolean isMissed = unheard.isMissed(new SignsOfLife.Found(signs, nanos(at)), nanos(toldAt));
    if (isMissed) {
      toldAt = at;
    }
    return isMissed;
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }
}
