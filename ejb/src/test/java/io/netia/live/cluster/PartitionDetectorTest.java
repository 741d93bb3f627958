package io.netia.live.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.cluster.ClusterBus.Periods;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** One node's view, in seconds. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PartitionDetectorTest {

  private final Members members = new Members(Periods.USUAL.silence().toNanos());
  private final PartitionDetector partitions = new PartitionDetector(members, Periods.USUAL);

  @Test
  void a_node_that_is_received_is_connected_and_one_that_is_not_for_three_heartbeats_isolates() {
    registered(100, 0, false);
    receivedByTransport(100);

    assertThat(partitions.isIsolated(nanos(103))).isFalse();
    assertThat(partitions.isIsolated(nanos(104))).isTrue();
    receivedByTransport(105);
    assertThat(partitions.isIsolated(nanos(105))).isFalse();
  }

  @Test
  void a_node_that_was_never_carried_has_as_much_time_to_begin() {
    registered(100, 0, false);

    assertThat(partitions.isIsolated(nanos(103))).isFalse();
    assertThat(partitions.isIsolated(nanos(104))).isTrue();
  }

  @Test
  void what_the_detour_brings_does_not_count() {
    registered(100, 0, false);
    members.received("a", 0, 0, nanos(104));

    assertThat(partitions.isIsolated(nanos(104))).isTrue();
  }

  @Test
  void nobody_is_isolated_from_failed_nodes() {
    registered(100, 0, false);
    receivedByTransport(100);
    registered(106, 6, true);

    assertThat(partitions.isIsolated(nanos(106))).isFalse();
    assertThat(partitions.isAnyNodeAlive()).isFalse();
    assertThat(partitions.isAnyNodeIsolated()).isFalse();
  }

  @Test
  void a_live_node_that_is_isolated_asks_for_the_fallback_until_it_receives() {
    registered(100, 1, true);
    assertThat(partitions.isAnyNodeIsolated()).isTrue();
    assertThat(partitions.isAnyNodeConnected()).isFalse();

    registered(102, 1, false);

    assertThat(partitions.isAnyNodeIsolated()).isFalse();
    assertThat(partitions.isAnyNodeConnected()).isTrue();
  }

  @Test
  void the_silence_while_this_node_stood_still_is_not_theirs() {
    registered(100, 0, false);
    receivedByTransport(100);

    members.resetSilence(nanos(150));

    assertThat(partitions.isIsolated(nanos(151))).isFalse();
  }

  private void receivedByTransport(int at) {
    members.received("a", 0, 0, nanos(at));
    members.receivedByTransport("a", nanos(at));
  }

  private void registered(int at, int age, boolean isIsolated) {
    partitions.look(
        new NodeHeartbeat.Registered(
            Map.of("a", new Heartbeat(Duration.ofSeconds(age), isIsolated)), nanos(at)));
  }

  private static long nanos(int seconds) {
    return seconds * 1_000_000_000L;
  }
}
