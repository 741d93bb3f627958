package io.netia.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures of a run, in the order they were measured. */
final class Report {

  private record Figure(String name, String label, double value, String unit) {}

  private final List<Figure> figures = new ArrayList<>();

  /** Adds a figure: {@code name} in JSON, {@code label} and {@code unit} for people. */
  void add(String name, String label, double value, String unit) {
    figures.add(new Figure(name, label, value, unit));
  }

  /** Adds the figures of the durations: {@code prefix} begins the names in JSON. */
  void addLatencies(String prefix, String label, Latencies latencies) {
    add(prefix + "p50_ms", label + ", p50", latencies.percentile(0.50), "ms");
    add(prefix + "p95_ms", label + ", p95", latencies.percentile(0.95), "ms");
    add(prefix + "p99_ms", label + ", p99", latencies.percentile(0.99), "ms");
    add(prefix + "max_ms", label + ", max", latencies.max(), "ms");
  }

  /** Adds how often something was done in a second. */
  void addRate(String name, String label, long count, Duration time) {
    add(name, label, count * 1e3 / time.toMillis(), "/s");
  }

  /**
   * Adds what each party spent on each of so many pieces of work, {@code unit}, and the pauses of
   * the collector.
   */
  void addCost(String prefix, String label, Meter.Spent spent, long count, String unit) {
    addCpu(prefix, label, spent, "_per_" + unit, count, "ms/" + unit);
    addPauses(prefix, label, spent);
  }

  /** Adds what each party spent in each second. */
  void addBusy(String prefix, String label, Meter.Spent spent, Duration time) {
    addCpu(prefix, label, spent, "_per_second", time.toMillis() / 1e3, "ms/s");
  }

  /** Adds the pauses of the collector. */
  void addPauses(String prefix, String label, Meter.Spent spent) {
    spent
        .pauses()
        .ifPresent(
            pauses -> {
              double sum = pauses.stream().mapToDouble(Double::doubleValue).sum();
              double most = pauses.stream().mapToDouble(Double::doubleValue).max().orElse(0);
              add(prefix + "gc_pauses", label + ": GC pauses", pauses.size(), "");
              add(prefix + "gc_pauses_ms", label + ": GC pauses, total", sum, "ms");
              add(prefix + "gc_pauses_max_ms", label + ": GC pauses, max", most, "ms");
            });
  }

  private void addCpu(
      String prefix, String label, Meter.Spent spent, String per, double divisor, String unit) {
    spent
        .cpuMillis()
        .forEach(
            (party, millis) ->
                add(
                    prefix + (party.equals("server") ? "" : party + "_") + "cpu_ms" + per,
                    label + ": " + party + " CPU",
                    millis / divisor,
                    unit));
  }

  /** Adds the server's growth per idle connection. */
  void addMemory(
      String prefix,
      String when,
      ServerProcess.Memory before,
      ServerProcess.Memory after,
      int connections) {
    String label = "idle joined connection" + when;
    add(
        prefix + "heap_kib",
        label + ", live heap",
        (double) (after.liveHeap() - before.liveHeap()) / connections,
        "KiB");
    add(
        prefix + "resident_kib",
        label + ", resident",
        (double) (after.resident() - before.resident()) / connections,
        "KiB");
  }

  String table() {
    StringBuilder table = new StringBuilder();
    for (Figure figure : figures) {
      table.append(
          String.format(
              Locale.ROOT,
              "%-58s %12s %s%n",
              figure.label(),
              rounded(figure.value()),
              figure.unit()));
    }
    return table.toString();
  }

  String json() {
    List<String> members = new ArrayList<>();
    for (Figure figure : figures) {
      members.add("\"" + figure.name() + "\":" + rounded(figure.value()));
    }
    return "{" + String.join(",", members) + "}";
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 1 ? "%.2f" : "%.3f", value);
  }
}
