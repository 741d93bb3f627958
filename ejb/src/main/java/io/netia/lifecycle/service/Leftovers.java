package io.netia.lifecycle.service;

import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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
      forgetConnectionUsers();
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

  /**
   * The transaction manager keeps a list of connections for each object on whose behalf a thread of
   * an executor has used one, also when the list is empty and the object long gone.
   */
  private static void forgetConnectionUsers() throws ReflectiveOperationException {
    ClassLoader server = Thread.currentThread().getContextClassLoader();
    Object manager =
        server
            .loadClass("org.glassfish.internal.api.Globals")
            .getMethod("get", Class.class)
            .invoke(
                null,
                server.loadClass("com.sun.enterprise.transaction.api.JavaEETransactionManager"));
    Field table = manager.getClass().getDeclaredField("resourceTable");
    table.setAccessible(true);
    Object users = table.get(manager);
    Class<?> cache = server.loadClass("com.sun.appserv.util.cache.Cache");
    Iterator<?> keys = (Iterator<?>) cache.getMethod("keys").invoke(users);
    List<Object> ours = new ArrayList<>();
    while (keys.hasNext()) {
      Object key = keys.next();
      if (isOfThis(user(key).getClass().getClassLoader())) {
        ours.add(key);
      }
    }
    for (Object key : ours) {
      cache.getMethod("remove", Object.class).invoke(users, key);
    }
  }

  /** The object, which with the thread makes the key. */
  private static Object user(Object key) throws ReflectiveOperationException {
    if (!key.getClass().getSimpleName().equals("PairKey")) {
      return key;
    }
    Field instance = key.getClass().getDeclaredField("instance");
    instance.setAccessible(true);
    Object user = instance.get(key);
    return user == null ? key : user;
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
