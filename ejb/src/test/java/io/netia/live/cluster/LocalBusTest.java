package io.netia.live.cluster;

import io.netia.live.service.Bus;
import io.netia.live.service.LocalBus;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;

/** A single node: the other one is itself. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LocalBusTest extends BusContract {

  private final Bus bus = new LocalBus();

  @Override
  Bus here() {
    return bus;
  }

  @Override
  Bus there() {
    return bus;
  }
}
