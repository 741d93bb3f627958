package io.netia.live.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The bus of a single node: events go straight to its listeners, on the publishing thread. */
@ApplicationScoped
public class LocalBus implements Bus {

  private final List<Consumer<LiveEvent>> listeners = new CopyOnWriteArrayList<>();

  @Override
  public void publish(LiveEvent event) {
    for (Consumer<LiveEvent> listener : listeners) {
      listener.accept(event);
    }
  }

  @Override
  public void subscribe(Consumer<LiveEvent> listener) {
    listeners.add(listener);
  }
}
