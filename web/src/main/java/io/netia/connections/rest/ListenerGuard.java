package io.netia.connections.rest;

import io.netia.addresses.service.Proxies;
import io.netia.limits.Budget;
import io.netia.limits.LimitSetting;
import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import io.netia.limits.service.LimitSettings;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.nio.NIOTransport;
import org.jspecify.annotations.Nullable;

/**
 * Puts this application's filters into the server's HTTP listeners, also into those that are opened
 * later, and ends the connections that use up their time.
 */
@ApplicationScoped
public class ListenerGuard {

  private static final Logger LOG = System.getLogger(ListenerGuard.class.getName());
  private static final long SWEEP_MS = 500;

  @Inject private LimitSettings settings;
  @Inject private Proxies proxies;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService executor;

  private final Map<NIOTransport, GuardedListener> guarded = new ConcurrentHashMap<>();
  private final Failures failures = new Failures();
  private @Nullable OpenConnections open;
  private @Nullable ScheduledFuture<?> sweep;

  /** Begins; connections that are open already keep what they have. */
  void start() {
    OpenConnections connections =
        new OpenConnections(
            new OpenConnections.Places(
                settings.of(LimitSetting.CONNECTIONS),
                settings.of(LimitSetting.CONNECTIONS_PER_ADDRESS)),
            proxies.trusted(),
            new Unsent(Runtime.getRuntime().maxMemory() / Budget.Connections.UNSENT_HEAP_PART),
            new PartialMessages(
                Runtime.getRuntime().maxMemory() / Budget.Sockets.MESSAGE_HEAP_PART),
            System::nanoTime);
    open = connections;
    try {
      guardAll(connections);
    } catch (ReflectiveOperationException | RuntimeException changed) {
      LOG.log(
          Level.WARNING,
          "This server's listeners are not known: connections have no limits of ours",
          changed);
      return;
    }
    sweep =
        executor.scheduleAtFixedRate(
            () -> sweep(connections), SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
  }

  private void guardAll(OpenConnections connections) throws ReflectiveOperationException {
    for (NIOTransport transport : Listeners.open()) {
      GuardedListener known = guarded.get(transport);
      if (known == null || !known.isIn(transport)) {
        GuardedListener.guard(transport, connections, failures)
            .ifPresent(now -> guarded.put(transport, now));
      }
    }
    guarded.keySet().removeIf(NIOTransport::isStopped);
  }

  private void sweep(OpenConnections connections) {
    // Whatever is thrown on would end the sweep.
    try {
      connections.expire(connections.now(), ListenerGuard::end);
      connections.tooLarge().forEach(ListenerGuard::endUnread);
      connections.sockets().expire(connections.now());
    } catch (RuntimeException failed) {
      failures.report(failed);
    }
    try {
      guardAll(connections);
    } catch (ReflectiveOperationException | RuntimeException failed) {
      // The listeners were known at the start. A server that stops has none any more.
      LOG.log(Level.DEBUG, "The listeners could not be looked through", failed);
    }
  }

  private static void end(HttpConnection late, Phase phase) {
    if (phase == Phase.HEAD) {
      Refusals.answerLate(late);
    } else if (late.state().unsent() > 0) {
      endUnread(late);
    } else {
      late.connection().terminateSilently();
    }
  }

  private static void endUnread(HttpConnection one) {
    RefusalCounters.count(RefusalReason.UNREAD);
    one.connection().terminateSilently();
  }

  /** Gives the listeners and their connections back, which go on without this application. */
  void stop() {
    if (sweep != null) {
      sweep.cancel(false);
    }
    guarded.forEach((transport, listener) -> listener.giveBack(transport));
    guarded.clear();
    if (open != null) {
      open.releaseAll();
    }
  }
}
