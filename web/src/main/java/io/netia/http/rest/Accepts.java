package io.netia.http.rest;

import java.util.List;
import java.util.Locale;

/** Whether a caller takes JSON for an answer. */
final class Accepts {

  private static final List<String> JSON = List.of("*/*", "application/*", "application/json");

  private Accepts() {}

  /** No header allows everything; a type with weight 0 is refused. */
  static boolean json(List<String> headers) {
    boolean hasTypes = false;
    for (String header : headers) {
      for (String entry : header.split(",")) {
        String[] parts = entry.toLowerCase(Locale.ROOT).split(";", -1);
        String type = parts[0].strip();
        if (type.isEmpty()) {
          continue;
        }
        hasTypes = true;
        if ((JSON.contains(type) || type.endsWith("+json") || type.equals("text/csv"))
            && !isRefused(parts)) {
          return true;
        }
      }
    }
    return !hasTypes;
  }

  private static boolean isRefused(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].strip().matches("q=0(\\.0*)?")) {
        return true;
      }
    }
    return false;
  }
}
