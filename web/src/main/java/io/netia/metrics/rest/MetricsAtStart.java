package io.netia.metrics.rest;

import io.netia.conversations.service.MessageCounters;
import io.netia.feed.service.FeedWatch;
import io.netia.identity.service.Passwords;
import io.netia.lifecycle.service.DatabaseProbe;
import io.netia.limits.RefusalCounters;
import io.netia.limits.service.LargeAnswers;
import io.netia.limits.service.Searches;
import io.netia.live.service.Bus;
import io.netia.live.service.BusState;
import io.netia.metrics.service.Metrics;
import io.netia.metrics.service.ServerErrors;
import io.netia.tenancy.service.DatabaseFailure;
import io.netia.tenancy.service.PoolUse;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Registers every metric, once, when the application starts. */
@WebListener
public class MetricsAtStart implements ServletContextListener {

  private static final Logger LOG = System.getLogger(MetricsAtStart.class.getName());
  private static final int LOOK_SECONDS = 2;

  @Inject private Metrics metrics;
  @Inject private FeedWatch feed;
  @Inject private Bus bus;
  @Inject private Passwords passwords;
  @Inject private Searches searches;
  @Inject private LargeAnswers largeAnswers;
  @Inject private DatabaseProbe database;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService executor;

  private @Nullable ScheduledFuture<?> looks;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    metrics.counter(
        "netia_messages_total", "Messages stored, by source.", "source", MessageCounters::all);
    metrics.counter(
        "netia_refusals_total",
        "Requests, frames and connections refused, by reason.",
        "reason",
        MetricsAtStart::refusals);
    metrics.counter(
        "netia_http_5xx_total",
        "Answers with a status of 500 or more, by cause.",
        "cause",
        ServerErrors::all);
    metrics.gauge(
        "netia_database_up",
        "1 when the database answers within two seconds, else 0.",
        () -> database.answers() ? 1 : 0);
    metrics.gauge(
        "netia_pool_connections",
        "Serving connections in use, and threads that wait for one.",
        "state",
        PoolUse::now);
    metrics.gauge(
        "netia_bus_state",
        "1 for the way that live events take to other nodes now, 0 for the others.",
        "state",
        this::busStates);
    metrics.gauge(
        "netia_feed_lag_seconds",
        "How far the account feed is behind what has happened, in seconds.",
        feed::lagSeconds);
    metrics.gauge(
        "netia_password_hashes_waiting",
        "Sign-ins and registrations that wait for their turn at hashing a password.",
        passwords::waiting);
    metrics.gauge(
        "netia_searches_waiting",
        "Searches and tables that wait for their turn at the database.",
        searches::waiting);
    metrics.gauge(
        "netia_large_answers_waiting",
        "Answers with messages that wait for their turn to be made.",
        largeAnswers::waiting);
    looks = executor.scheduleAtFixedRate(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    if (looks != null) {
      looks.cancel(false);
    }
  }

  private void look() {
    try {
      feed.look();
    } catch (DatabaseFailure away) {
      // The lag that grows shows it; whoever needs the database logs why.
      LOG.log(Level.DEBUG, "The feed could not be looked at", away);
    }
  }

  private static Map<String, Long> refusals() {
    Map<String, Long> counts = new LinkedHashMap<>();
    RefusalCounters.all()
        .forEach((reason, count) -> counts.put(reason.name().toLowerCase(Locale.ROOT), count));
    return counts;
  }

  private Map<String, Long> busStates() {
    BusState now = bus.state();
    Map<String, Long> states = new LinkedHashMap<>();
    for (BusState state : BusState.values()) {
      states.put(state.label(), state == now ? 1L : 0L);
    }
    return states;
  }
}
