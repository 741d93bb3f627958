package io.netia.live.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.cluster.ClusterBus.Periods;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** One node's view, in seconds since it began: nobody is received but who is named. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnreachableNodesTest {

  private final Members members = new Members(Periods.USUAL.silence().toNanos());
  private final UnreachableNodes unreachable = new UnreachableNodes(members, Periods.USUAL);
  private final Map<String, Double> registered = new HashMap<>();
  private double resyncedAt;

  @Test
  void what_a_node_stored_between_its_silence_and_its_failure_is_missed_once() {
    receive("a", 0);
    alive("a", 0, 10);
    silence(10.5);
    alive("a", 10, 14);

    assertThat(needsResync(20)).as("it may only be slow").isFalse();
    assertThat(needsResync(25)).isTrue();
    assertThat(needsResync(27)).isFalse();
    registered.remove("a");
    assertThat(needsResync(700)).as("when its row has come of age").isFalse();
  }

  @Test
  void a_node_may_have_lived_a_little_longer_than_its_last_sign_of_life() {
    receive("a", 0);
    alive("a", 0, 8);
    silence(10.5);

    assertThat(needsResync(19)).isTrue();
  }

  @Test
  void what_was_stored_while_this_node_could_not_ask_the_database_is_missed_as_well() {
    receive("a", 0);
    alive("a", 0, 10);
    silence(10.5);
    registered.put("a", 40.0);

    assertThat(needsResync(60)).isTrue();
  }

  @Test
  void what_a_node_stored_that_was_never_received_is_missed_when_it_fails() {
    alive("a", 100, 108);

    assertThat(needsResync(117)).isFalse();
    assertThat(needsResync(119)).isTrue();
    assertThat(needsResync(121)).isFalse();
  }

  @Test
  void what_a_node_stored_whose_last_batch_was_not_received_is_missed_when_it_deregisters() {
    receive("a", 0);
    alive("a", 0, 10);
    silence(10.5);
    registered.remove("a");

    assertThat(needsResync(12)).isTrue();
    assertThat(needsResync(14)).isFalse();
  }

  @Test
  void a_node_that_announces_its_stop_leaves_nothing_to_miss() {
    receive("a", 100);
    alive("a", 100, 110);

    members.stopped("a");
    assertThat(needsResync(112)).isFalse();
    registered.remove("a");

    assertThat(needsResync(114)).isFalse();
  }

  @Test
  void a_node_that_announces_its_stop_and_stays_registered_leaves_nothing_to_miss() {
    receive("a", 100);
    alive("a", 100, 110);

    members.stopped("a");

    assertThat(needsResync(112)).isFalse();
    assertThat(needsResync(122)).isFalse();
  }

  @Test
  void the_failure_of_a_node_that_was_received_until_then_is_not_reported_twice() {
    receive("a", 99);
    registered.put("a", 99.9);
    assertThat(needsResync(100)).isFalse();
    silence(109.05);

    assertThat(needsResync(109.1)).isFalse();
    assertThat(needsResync(111)).isFalse();
  }

  @Test
  void a_node_that_begins_has_time_to_be_received() {
    alive("a", 100, 128);
    receive("a", 129);
    alive("a", 130, 200);

    assertThat(needsResync(200)).isFalse();
  }

  @Test
  void while_a_live_node_is_unreachable_the_database_is_read_now_and_then() {
    alive("a", 100, 128);
    registered.put("a", 130.0);

    assertThat(needsResync(130)).isTrue();
    alive("a", 132, 158);
    registered.put("a", 160.0);
    assertThat(needsResync(160)).isTrue();
  }

  @Test
  void a_node_that_is_received_again_needs_no_more_reading() {
    receive("a", 0);
    alive("a", 0, 10);
    silence(10.5);
    alive("a", 12, 20);

    receive("a", 21);

    assertThat(needsResync(22)).isFalse();
    assertThat(needsResync(60)).as("nor does its row when it cannot write it").isFalse();
  }

  @Test
  void who_had_died_before_this_node_began_is_no_loss() {
    registered.put("a", -5.0);

    assertThat(needsResync(0.1)).isFalse();
    assertThat(needsResync(6)).isFalse();
  }

  @Test
  void a_node_that_freezes_and_goes_on_is_noticed_by_its_silence_alone() {
    receive("a", 100);
    alive("a", 100, 100);
    silence(110.5);
    assertThat(needsResync(112)).isFalse();

    alive("a", 130, 130);
    receive("a", 130.5);

    assertThat(needsResync(132)).isFalse();
  }

  private void receive(String node, double at) {
    members.received(node, 0, 0, nanos(at));
  }

  private void silence(double at) {
    assertThat(members.silent(nanos(at))).isNotEmpty();
    resyncedAt = at;
  }

  /** Registers a node every two seconds, and looks each time, which finds nothing missed. */
  private void alive(String node, int from, int to) {
    for (int at = from; at <= to; at += 2) {
      registered.put(node, (double) at);
      assertThat(needsResync(at)).as("missed at %d s", at).isFalse();
    }
  }

  private boolean needsResync(double at) {
    Map<String, Heartbeat> heartbeats = new HashMap<>();
    registered.forEach(
        (node, heartbeat) ->
            heartbeats.put(node, new Heartbeat(Duration.ofNanos(nanos(at - heartbeat)), false)));
    boolean needsResync =
        unreachable.needsResync(
            new NodeHeartbeat.Registered(heartbeats, nanos(at)), nanos(resyncedAt));
    if (needsResync) {
      resyncedAt = at;
    }
    return needsResync;
  }

  private static long nanos(double seconds) {
    return Math.round(seconds * 1e9);
  }
}
