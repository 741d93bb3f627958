package io.netia.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of a run, in the order they were measured. */
final class Report {

  private record Figure(String name, String label, double value, String unit) {}

  private final List<Figure> figures = new ArrayList<>();

  /** Adds a figure: {@code name} in JSON, {@code label} and {@code unit} for people. */
  void add(String name, String label, double value, String unit) {
    figures.add(new Figure(name, label, value, unit));
  }

  /** Adds what the durations say: {@code prefix} begins the names in JSON. */
  void addLatencies(String prefix, String label, Latencies latencies) {
    add(prefix + "p50_ms", label + ", p50", latencies.percentile(0.50), "ms");
    add(prefix + "p95_ms", label + ", p95", latencies.percentile(0.95), "ms");
    add(prefix + "p99_ms", label + ", p99", latencies.percentile(0.99), "ms");
    add(prefix + "max_ms", label + ", max", latencies.max(), "ms");
  }

  /** Adds what each party spent on each of so many pieces of work, {@code unit}. */
  void addCost(
      String prefix, String label, Map<String, Double> spentMillis, long count, String unit) {
    spentMillis.forEach(
        (party, millis) ->
            add(
                prefix + (party.equals("server") ? "" : party + "_") + "cpu_ms_per_" + unit,
                label + ": " + party + " CPU",
                millis / count,
                "ms/" + unit));
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
