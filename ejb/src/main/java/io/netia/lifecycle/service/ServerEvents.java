package io.netia.lifecycle.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Listens to Payara for the moment before it stops this application, alone or with the server.
 * Jakarta EE has no such moment: what it offers comes when requests already miss what they need. By
 * reflection, because Payara's interfaces are published for no build tool; without them the node
 * stops as any other application does.
 */
@ApplicationScoped
public class ServerEvents {

  private static final Logger LOG = System.getLogger(ServerEvents.class.getName());
  private static final String EVENTS = "org.glassfish.api.event.Events";
  private static final String LISTENER = "org.glassfish.api.event.EventListener";
  private static final String SERVER_STOPS = "prepare_shutdown";
  private static final String APPLICATION_STOPS = "DISABLE_START";

  @Resource(lookup = "java:app/AppName")
  private String application;

  private @Nullable Object events;
  private @Nullable Object listener;

  /**
   * Runs something before the server, or a command, stops this application. It may take its time.
   */
  void whenStopping(Runnable task) {
    try {
      Class<?> type = type(LISTENER);
      Object listening =
          Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calling(task));
      Object all =
          type("org.glassfish.internal.api.Globals")
              .getMethod("get", Class.class)
              .invoke(null, type(EVENTS));
      type(EVENTS).getMethod("register", type).invoke(all, listening);
      events = all;
      listener = listening;
    } catch (ReflectiveOperationException | RuntimeException changed) {
      LOG.log(
          Level.WARNING,
          "This server does not announce its end; NETIA_DRAIN_SECONDS has no effect",
          changed);
    }
  }

  private InvocationHandler calling(Runnable task) {
    return (proxy, method, arguments) ->
        switch (method.getName()) {
          case "event" -> {
            if (isEnd(arguments[0])) {
              task.run();
            }
            yield null;
          }
          case "equals" -> proxy == arguments[0];
          case "hashCode" -> System.identityHashCode(proxy);
          default -> "Netia's listener";
        };
  }

  private boolean isEnd(Object event) throws ReflectiveOperationException {
    String name = (String) event.getClass().getMethod("name").invoke(event);
    if (name.equalsIgnoreCase(SERVER_STOPS)) {
      return true;
    }
    Object hook = event.getClass().getMethod("hook").invoke(event);
    return name.equalsIgnoreCase(APPLICATION_STOPS)
        && hook != null
        && application.equals(hook.getClass().getMethod("getName").invoke(hook));
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
  }

  /** Listens no longer: the server would keep this application's classes for ever. */
  void close() {
    if (listener == null) {
      return;
    }
    try {
      type(EVENTS).getMethod("unregister", type(LISTENER)).invoke(events, listener);
    } catch (ReflectiveOperationException failed) {
      LOG.log(Level.WARNING, "The server keeps listening for this application", failed);
    }
    listener = null;
  }
}
