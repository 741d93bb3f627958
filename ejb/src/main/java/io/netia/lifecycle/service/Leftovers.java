package io.netia.lifecycle.service;

import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an application that is taken off a server leaves behind in it, and through which the server
 * would keep all of the application's classes. Possible where {@code java.lang} is opened, as
 * Payara Server opens it; the one-jar form replaces no application.
 */
final class Leftovers {

  private static final Logger LOG = System.getLogger(Leftovers.class.getName());
  private static final String MANAGED_THREAD =
      "org.glassfish.enterprise.concurrent.ManagedThreadFactoryImpl$ManagedThread";

  private Leftovers() {}

  static void remove() {
    // The server's own copy of the library remembers which classes it has looked at.
    TypeFactory.defaultInstance().clearCache();
    try {
      removeShutdownHooks();
      forgetWhoBeganThreads();
    } catch (ReflectiveOperationException | RuntimeException closed) {
      LOG.log(Level.DEBUG, "This application leaves something in the server", closed);
    }
  }

  /** The password library gives the machine a hook for its end, and keeps no handle to it. */
  private static void removeShutdownHooks() throws ReflectiveOperationException {
    Class<?> keeper = Class.forName("java.lang.ApplicationShutdownHooks");
    Field field = keeper.getDeclaredField("hooks");
    field.setAccessible(true);
    synchronized (keeper) {
      // None are there any more once the machine itself ends.
      if (field.get(null) instanceof Map<?, ?> hooks) {
        hooks
            .keySet()
            .removeIf(
                hook -> hook instanceof Thread thread && isOfThis(thread.getContextClassLoader()));
      }
    }
  }

  /**
   * Threads of the server's executors outlive the application in whose call they began, and
   * remember its permissions, which nothing asks for any more.
   */
  private static void forgetWhoBeganThreads() throws ReflectiveOperationException {
    Field field = Thread.class.getDeclaredField("inheritedAccessControlContext");
    field.setAccessible(true);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getClass().getName().equals(MANAGED_THREAD)) {
        field.set(thread, null);
      }
    }
  }

  /** Whether a class or a thread is of this application. */
  private static boolean isOfThis(@Nullable ClassLoader one) {
    ClassLoader own = Leftovers.class.getClassLoader();
    for (ClassLoader loader = one; loader != null; loader = loader.getParent()) {
      if (loader == own) {
        return true;
      }
    }
    return false;
  }
}
