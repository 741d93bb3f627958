package io.netia.metrics.service;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The metrics of this node. Features keep their own counters, which cost an addition each, and
 * register here how to read them; nothing is computed before somebody asks. Every label takes its
 * values from an enumeration or a fixed list, so no caller decides how many time series there are.
 */
@ApplicationScoped
public class Metrics {

  /** The type of {@link #write}'s text. */
  public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final double[] SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

  private final PrometheusRegistry registry = new PrometheusRegistry();

  /**
   * Memory, threads, garbage collection, file descriptors and processor time. Not all that the
   * library has: the rest registers listeners with the Java platform, which would keep this class
   * loader after a redeployment.
   */
  @PostConstruct
  void measureProcess() {
    JvmMemoryMetrics.builder().register(registry);
    JvmThreadsMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    ProcessMetrics.builder().register(registry);
  }

  /**
   * A number that only grows, for each value of a label.
   *
   * @param name ends with {@code _total}
   * @param counts asked at each scrape; all values of the label, in any order
   */
  public void counter(
      String name, String help, String label, Supplier<? extends Map<String, Long>> counts) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .callback(
            series ->
                counts.get().forEach((value, count) -> series.call(count.doubleValue(), value)))
        .register(registry);
  }

  /** A number that only grows. */
  public void counter(String name, String help, DoubleSupplier count) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(series -> series.call(count.getAsDouble()))
        .register(registry);
  }

  /** A number that goes up and down, for each value of a label. */
  public void gauge(
      String name, String help, String label, Supplier<? extends Map<String, Long>> values) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .callback(
            series -> values.get().forEach((word, value) -> series.call(value.doubleValue(), word)))
        .register(registry);
  }

  /** A number that goes up and down. */
  public void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(series -> series.call(value.getAsDouble()))
        .register(registry);
  }

  /** Durations in seconds, for each value of a label, in buckets from 5 ms to 10 s. */
  public Histogram durations(String name, String help, String label) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .classicOnly()
        // They would keep a thread, and with it this application after it was taken off the server.
        .withoutExemplars()
        .classicUpperBounds(SECONDS)
        .register(registry);
  }

  /** Writes everything in Prometheus' text format 0.0.4, in UTF-8. */
  public void write(OutputStream out) throws IOException {
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
  }
}
