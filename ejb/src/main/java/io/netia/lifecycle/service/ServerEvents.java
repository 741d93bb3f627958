package io.netia.lifecycle.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Listens to Payara for the moments when it has started this application altogether, and before it
 * stops it, alone or with the server. Jakarta EE has no such moments: what it offers comes when
 * requests miss what they need. By reflection, because Payara's interfaces are published for no
 * build tool; without them the node stops as any other application does.
 */
@ApplicationScoped
public class ServerEvents {

  private static final Logger LOG = System.getLogger(ServerEvents.class.getName());
  private static final String EVENTS = "org.glassfish.api.event.Events";
  private static final String LISTENER = "org.glassfish.api.event.EventListener";
  private static final String SERVER_STOPS = "prepare_shutdown";
  private static final String APPLICATION_STOPS = "disable_start";
  private static final String APPLICATION_IS_REPLACED = "undeployment_validation";
  private static final String APPLICATION_RUNS = "application_running";

  private @Nullable Object events;
  private @Nullable Object listener;

  /** What this application is called on the server. */
  private volatile @Nullable Object name;

  /**
   * Listens from now on.
   *
   * @param started runs when the server has started all parts of this application
   * @param stopping runs before the server, or a command, stops it, and may take its time
   */
  void listen(Runnable started, Runnable stopping) {
    try {
      Class<?> type = type(LISTENER);
      Object listening =
          Proxy.newProxyInstance(
              type.getClassLoader(), new Class<?>[] {type}, calling(here(started), here(stopping)));
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
      started.run();
    }
  }

  /** The server's threads know no application, and beans are found through the class loader. */
  private static Runnable here(Runnable task) {
    ClassLoader own = Thread.currentThread().getContextClassLoader();
    return () -> {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(own);
      try {
        task.run();
      } finally {
        thread.setContextClassLoader(before);
      }
    };
  }

  private InvocationHandler calling(Runnable started, Runnable stopping) {
    return (proxy, method, arguments) ->
        switch (method.getName()) {
          case "event" -> {
            switch (nameOf(arguments[0])) {
              case SERVER_STOPS -> stopping.run();
              case APPLICATION_STOPS -> ifOurs(arguments[0], stopping);
              case APPLICATION_RUNS -> ifOurs(arguments[0], started);
              case APPLICATION_IS_REPLACED -> ifNamed(arguments[0], stopping);
              default -> {}
            }
            yield null;
          }
          case "equals" -> proxy == arguments[0];
          case "hashCode" -> System.identityHashCode(proxy);
          default -> "Netia's listener";
        };
  }

  private static String nameOf(Object event) throws ReflectiveOperationException {
    return ((String) event.getClass().getMethod("name").invoke(event)).toLowerCase(Locale.ROOT);
  }

  /** Other applications on the server come and go as well. */
  private void ifOurs(Object event, Runnable task) throws ReflectiveOperationException {
    Object application = event.getClass().getMethod("hook").invoke(event);
    if (application.getClass().getMethod("getAppClassLoader").invoke(application)
        == ServerEvents.class.getClassLoader()) {
      name = application.getClass().getMethod("getName").invoke(application);
      task.run();
    }
  }

  /** This one knows the command and not yet the application. */
  private void ifNamed(Object event, Runnable task) throws ReflectiveOperationException {
    Object context = event.getClass().getMethod("hook").invoke(event);
    Class<?> type = type("org.glassfish.api.deployment.OpsParams");
    Object command =
        type("org.glassfish.api.deployment.DeploymentContext")
            .getMethod("getCommandParameters", Class.class)
            .invoke(context, type);
    if (name != null && name.equals(type.getMethod("name").invoke(command))) {
      task.run();
    }
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name, false, ServerEvents.class.getClassLoader());
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
