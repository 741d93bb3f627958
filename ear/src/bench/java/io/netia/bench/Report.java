package io.netia.bench;

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
    return String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.2f", value);
  }
}
