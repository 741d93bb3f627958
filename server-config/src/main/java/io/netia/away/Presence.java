package io.netia.away;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whether the application serves, for what stands before it in the same server. */
public final class Presence {

  private static final List<Listener> LISTENERS = new CopyOnWriteArrayList<>();

  private Presence() {}

  /** Called when the application comes or goes. */
  @FunctionalInterface
  interface Listener {
    void changed(boolean isThere);
  }

  static void listen(Listener listener) {
    LISTENERS.add(listener);
  }

  /** The application serves from now on, or does not any more. */
  public static void set(boolean isThere) {
    LISTENERS.forEach(listener -> listener.changed(isThere));
  }
}
