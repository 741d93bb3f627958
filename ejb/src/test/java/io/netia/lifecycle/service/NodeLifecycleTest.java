package io.netia.lifecycle.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NodeLifecycleTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final NodeLifecycle node = new NodeLifecycle();

  @Test
  void a_node_that_drains_serves_but_is_not_ready_and_then_takes_nothing_new() {
    List<Phase> seen = new ArrayList<>();
    node.serve();
    node.onDraining(() -> seen.add(node.gate().phase()));
    node.onStopping(() -> seen.add(node.gate().phase()));

    node.drain(Duration.ZERO, LONG);

    assertThat(seen).containsExactly(Phase.DRAINING, Phase.STOPPING);
    assertThat(Phase.DRAINING.isServing()).isTrue();
    assertThat(node.gate().isServing()).isFalse();
  }

  @Test
  void it_waits_for_the_requests_under_way() throws Exception {
    node.serve();
    node.gate().enter();
    CountDownLatch stopping = new CountDownLatch(1);
    node.onStopping(stopping::countDown);

    CompletableFuture<Void> drained =
        CompletableFuture.runAsync(() -> node.drain(Duration.ZERO, LONG));

    assertThat(stopping.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(drained).isNotDone();
    node.gate().leave();
    assertThat(drained).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void but_not_for_ever() {
    node.serve();
    node.gate().enter();

    node.drain(Duration.ZERO, Duration.ofMillis(1));

    assertThat(node.gate().phase()).isEqualTo(Phase.STOPPING);
  }

  @Test
  void a_node_that_never_served_stops_at_once_and_serves_no_more() {
    node.drain(LONG, LONG);
    node.serve();

    assertThat(node.gate().phase()).isEqualTo(Phase.STOPPING);
  }
}
