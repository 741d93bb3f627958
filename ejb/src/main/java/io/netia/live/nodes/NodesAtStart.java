package io.netia.live.nodes;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Lets this node register as soon as the schema is there: the bus may begin before. */
@Singleton
@Startup
@DependsOn("Migrations")
public class NodesAtStart {

  @Inject private DatabaseNodes registry;

  @PostConstruct
  void open() {
    registry.open();
  }
}
