package io.netia.connections.rest;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.glassfish.grizzly.nio.NIOTransport;

/**
 * The server's HTTP listeners, but not the administrator's. By reflection, because Payara's classes
 * are published for no build tool.
 */
final class Listeners {

  private static final String ADMINISTRATION = "admin-listener";

  private Listeners() {}

  /** Those that are open now. */
  static List<NIOTransport> open() throws ReflectiveOperationException {
    ClassLoader server = Thread.currentThread().getContextClassLoader();
    Object service =
        server
            .loadClass("org.glassfish.internal.api.Globals")
            .getMethod("get", Class.class)
            .invoke(null, server.loadClass("org.glassfish.api.container.RequestDispatcher"));
    Field proxies = service.getClass().getDeclaredField("proxies");
    proxies.setAccessible(true);
    List<NIOTransport> transports = new ArrayList<>();
    for (Object proxy : (Collection<?>) proxies.get(service)) {
      Object listener = proxy.getClass().getMethod("getUnderlyingListener").invoke(proxy);
      Object name = listener.getClass().getMethod("getName").invoke(listener);
      Object transport = listener.getClass().getMethod("getTransport").invoke(listener);
      if (!ADMINISTRATION.equals(name) && transport instanceof NIOTransport found) {
        transports.add(found);
      }
    }
    return transports;
  }
}
