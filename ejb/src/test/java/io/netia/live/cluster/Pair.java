package io.netia.live.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.cluster.BusContract.Ear;
import java.time.Duration;

/** Two nodes on one network, which have found each other. */
record Pair(ClusterBus here, ClusterBus there) implements AutoCloseable {

  static final ClusterBus.Periods QUICK =
      new ClusterBus.Periods(
          Duration.ofMillis(400),
          Duration.ofMillis(400),
          Duration.ofSeconds(4),
          Duration.ofSeconds(5));

  static Pair of(Transport here, Transport there) throws InterruptedException {
    Pair pair = new Pair(bus(here), bus(there));
    Ear near = Ear.on(pair.here);
    Ear far = Ear.on(pair.there);
    pair.here.start();
    pair.there.start();
    assertThat(near.nextNode()).isEqualTo("appeared " + pair.there.node());
    assertThat(far.nextNode()).isEqualTo("appeared " + pair.here.node());
    return pair;
  }

  private static ClusterBus bus(Transport transport) {
    return new ClusterBus(
        transport,
        new KnownNodes(),
        new BatchStoreInMemory(),
        QUICK,
        System::nanoTime,
        Thread::new);
  }

  @Override
  public void close() {
    here.close();
    there.close();
  }
}
