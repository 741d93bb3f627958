package io.netia.live.socket.endpoint;

import io.netia.accounts.service.AccountWatch;
import io.netia.addresses.service.Proxies;
import io.netia.configuration.service.Settings;
import io.netia.identity.service.Sessions;
import io.netia.lifecycle.service.Gate;
import io.netia.lifecycle.service.NodeLifecycle;
import io.netia.limits.Budget;
import io.netia.limits.service.DelayedRefusals;
import io.netia.live.service.Bus;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.Topics;
import io.netia.live.socket.channels.AccountEventsTopic;
import io.netia.live.socket.channels.ConversationTopic;
import io.netia.live.socket.channels.IssuesTopic;
import io.netia.live.socket.channels.LobbyTopic;
import io.netia.live.socket.channels.NotificationTopic;
import io.netia.live.socket.channels.RoomTopic;
import io.netia.live.socket.channels.UseCases;
import io.netia.live.socket.connect.Admission;
import io.netia.live.socket.connect.Handshakes;
import io.netia.live.socket.connect.ResyncAfterGap;
import io.netia.live.socket.connect.Sockets;
import io.netia.live.socket.dispatch.PhoenixSocket;
import io.netia.live.socket.hub.CloseCode;
import io.netia.live.socket.hub.Connection;
import io.netia.live.socket.hub.Hub;
import io.netia.live.socket.hub.PresenceReplication;
import io.netia.live.socket.hub.QueueMemory;
import io.netia.live.socket.hub.SocketCounters;
import io.netia.live.socket.longpoll.LongPoll;
import io.netia.live.socket.longpoll.LongPollSessions;
import io.netia.logging.service.LogScope;
import io.netia.metrics.service.Metrics;
import io.netia.tenancy.service.FailureLog;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Puts the sockets into the web application, and takes them out with it. */
@WebListener
public class SocketServer implements ServletContextListener {

  private static final Logger LOG = System.getLogger(SocketServer.class.getName());
  private static final String PATH = "/socket/websocket";
  private static final String PROTOCOL = "phoenix";

  /** Signals the launcher of the one-jar form that the application has started. */
  private static final String STARTED = "io.netia.started";

  private static final int CLOSING_SLICES = 20;
  private static final Duration SWEEP = Duration.ofSeconds(5);
  private static final Duration ENDED = Duration.ofSeconds(2);
  private static final Duration DISABLED = Duration.ofSeconds(1);
  private static final Duration PRESENCE = Duration.ofSeconds(1);

  @Inject private Sessions sessions;
  @Inject private UseCases useCases;
  @Inject private Bus bus;
  @Inject private Clock clock;
  @Inject private Proxies proxies;
  @Inject private NodeLifecycle node;
  @Inject private Metrics metrics;
  @Inject private DelayedRefusals delayed;
  @Inject private AccountWatch watch;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService executor;

  /** Events that had to wait: each may ask the database, which the sweeps must not wait for. */
  @Resource(lookup = "concurrent/netia-events")
  private ManagedExecutorService late;

  private @Nullable Sockets sockets;
  private List<ScheduledFuture<?>> sweeps = List.of();

  @Override
  public void contextInitialized(ServletContextEvent event) {
    LogScope.node(bus.node());
    Hub hub = new Hub(bus.node());
    PresenceReplication replication = new PresenceReplication(bus, hub);
    QueueMemory memory =
        new QueueMemory(
            Runtime.getRuntime().maxMemory() / Budget.Sockets.QUEUED_HEAP_PART, executor);
    Sockets all =
        new Sockets(
            surroundings(hub),
            new Connection.Limits(
                Budget.Sockets.QUEUED_MESSAGES, Budget.Sockets.QUEUED_BYTES, memory),
            new Admission(SocketSettings.admission(Settings.source(), late), System::nanoTime),
            executor);
    ServletContext context = event.getServletContext();
    Gate gate = node.gate();
    Handshakes handshakes = new Handshakes(sessions::authenticate, proxies.trusted());
    // Before every other filter: it answers all that is no handshake of ours itself.
    FilterRegistration.Dynamic filter =
        context.addFilter(
            "socket-handshake",
            new HandshakeFilter(
                handshakes,
                address -> gate.isServing() ? all.admit(address) : Admission.Answer.NODE_FULL,
                delayed::later));
    filter.setAsyncSupported(true);
    filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, PATH);
    // Never called: the filter refuses, or Tyrus takes over. The container lets answers wait only
    // where the servlet of the path does.
    ServletRegistration.Dynamic never = context.addServlet("socket", new HttpServlet() {});
    never.setAsyncSupported(true);
    never.addMapping(PATH);
    addEndpoint(
        (ServerContainer) context.getAttribute(ServerContainer.class.getName()),
        new SocketEndpoint(all));
    LongPollSessions polling =
        LongPoll.addTo(context, all, handshakes, memory, executor, delayed::later);
    bus.subscribe(hub::publish);
    bus.watch(new ResyncAfterGap(all, executor));
    sweeps =
        List.of(
            every(SWEEP, all::closeSilent),
            every(ENDED, () -> all.closeEnded(sessions::endedAmong)),
            every(LongPollSessions.SWEEP, polling::sweep),
            every(
                DISABLED, () -> watch.newlyDisabled().forEach(account -> disconnect(hub, account))),
            every(PRESENCE, replication::tick));
    node.onStopping(() -> closeOneAfterTheOther(all));
    sockets = all;
    register(hub.counters(), all, polling);
    System.setProperty(STARTED, "true");
  }

  private void register(SocketCounters counters, Sockets all, LongPollSessions polling) {
    metrics.gauge(
        "netia_sockets_open",
        "Open sockets of this node.",
        "transport",
        () -> {
          long polled = polling.count();
          return Map.of("websocket", Math.max(0, all.count() - polled), "longpoll", polled);
        });
    metrics.counter("netia_joins_total", "Joins of topics, by result.", "result", counters::joins);
    metrics.counter(
        "netia_deliveries_total",
        "Live events queued for a subscriber of this node, one for each.",
        counters::deliveries);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    System.clearProperty(STARTED);
    LogScope.node(null);
    sweeps.forEach(sweep -> sweep.cancel(false));
    if (sockets != null) {
      sockets.closeAll();
    }
  }

  /** So that their clients do not all come to the other nodes in the same moment. */
  private static void closeOneAfterTheOther(Sockets all) {
    if (all.count() == 0) {
      return;
    }
    for (Runnable closing :
        all.closingInSlices(CLOSING_SLICES, CloseCode.SERVICE_RESTART, "restart")) {
      closing.run();
      try {
        TimeUnit.MILLISECONDS.sleep(Budget.Stop.SOCKETS_MS / CLOSING_SLICES);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Those of its visitors; those of its agents end with their sessions. */
  private static void disconnect(Hub hub, UUID account) {
    hub.publish(LiveEvent.of(Topics.visitorSockets(account), "disconnect", "{}"));
  }

  private ScheduledFuture<?> every(Duration period, Runnable task) {
    Runnable guarded =
        () -> {
          try {
            task.run();
          } catch (RuntimeException failed) {
            // Mostly a database that is away; thrown on, it would end the sweep for good.
            FailureLog.report(
                LOG, () -> "A sweep of the sockets failed, and is made again", failed);
          }
        };
    return executor.scheduleAtFixedRate(
        guarded, period.toSeconds(), period.toSeconds(), TimeUnit.SECONDS);
  }

  private PhoenixSocket.Shared surroundings(Hub hub) {
    return new PhoenixSocket.Shared(
        hub,
        // The lobby's topics begin like a conversation's.
        List.of(
            new LobbyTopic(useCases),
            new ConversationTopic(useCases, clock),
            new NotificationTopic(useCases, clock, this::later),
            new RoomTopic(useCases),
            new IssuesTopic(useCases),
            new AccountEventsTopic()),
        SocketSettings.ofOne(Budget.Sockets.SILENT, Settings.source()),
        System::nanoTime);
  }

  private void later(Duration after, Runnable task) {
    Runnable logged =
        () -> {
          try {
            task.run();
          } catch (RuntimeException failed) {
            // No request waits for the answer; the client has its cursor and asks again when it
            // comes back.
            FailureLog.report(LOG, () -> "A resumed socket could not be completed", failed);
          }
        };
    ScheduledFuture<?> unused = executor.schedule(logged, after.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void addEndpoint(ServerContainer container, SocketEndpoint endpoint) {
    try {
      container.addEndpoint(
          ServerEndpointConfig.Builder.create(SocketEndpoint.class, PATH)
              .subprotocols(List.of(PROTOCOL))
              .configurator(new OneEndpoint(endpoint))
              .build());
    } catch (DeploymentException impossible) {
      throw new IllegalStateException("The socket endpoint could not be added", impossible);
    }
  }

  /** Serves every session with the one endpoint; any origin may connect. */
  private static final class OneEndpoint extends ServerEndpointConfig.Configurator {

    private final SocketEndpoint endpoint;

    OneEndpoint(SocketEndpoint endpoint) {
      this.endpoint = endpoint;
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
      return type.cast(endpoint);
    }

    @Override
    public boolean checkOrigin(String origin) {
      return true;
    }
  }
}
