package io.netia.live.service;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The bus of a single node: events go straight to its listeners, on the publishing thread. */
public final class LocalBus implements Bus {

  private final List<Consumer<LiveEvent>> listeners = new CopyOnWriteArrayList<>();
  private final String node = newNode();

  /** An id for a node that starts. */
  public static String newNode() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  @Override
  public void publish(Announcement announcement) {
    for (LiveEvent event : announcement.events()) {
      for (Consumer<LiveEvent> listener : listeners) {
        listener.accept(event);
      }
    }
  }

  @Override
  public void subscribe(Consumer<LiveEvent> listener) {
    listeners.add(listener);
  }

  @Override
  public String node() {
    return node;
  }

  @Override
  public void watch(MembershipListener nodes) {
    // There are no others.
  }
}
