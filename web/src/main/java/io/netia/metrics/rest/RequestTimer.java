package io.netia.metrics.rest;

import io.netia.metrics.service.Metrics;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * How long requests take on their thread. One that waits for news afterwards has left its thread
 * and is not measured: its duration is the caller's choice.
 */
@ApplicationScoped
public class RequestTimer {

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Map<RouteClass, DistributionDataPoint> series = new EnumMap<>(RouteClass.class);

  @Inject private Metrics metrics;

  @PostConstruct
  void register() {
    Histogram durations =
        metrics.durations(
            "netia_http_request_duration_seconds",
            "Duration of requests in seconds, by kind of route.",
            "route");
    // Looked up once, so that a request costs no search for its series.
    for (RouteClass route : RouteClass.values()) {
      series.put(route, durations.labelValues(route.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** A request of this kind has taken so long. */
  public void took(RouteClass route, long nanos) {
    Objects.requireNonNull(series.get(route)).observe(nanos / NANOS_PER_SECOND);
  }
}
