package io.netia.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the three who share the machine spend: server, database and this program. */
final class Meter {

  private interface Reading {
    double millis() throws IOException;
  }

  private final Map<String, Reading> parties = new LinkedHashMap<>();

  /** Process ids of 0 are left out. */
  Meter(long serverPid, long databasePid) {
    if (serverPid > 0) {
      parties.put("server", () -> ProcessorTime.of(serverPid));
    }
    if (databasePid > 0) {
      parties.put("database", () -> ProcessorTime.ofFamily(databasePid));
    }
    long own = ProcessHandle.current().pid();
    parties.put("generator", () -> ProcessorTime.of(own));
  }

  /** Begins a measured phase. */
  Phase start() throws IOException {
    return new Phase(read());
  }

  private Map<String, Double> read() throws IOException {
    Map<String, Double> millis = new LinkedHashMap<>();
    for (Map.Entry<String, Reading> party : parties.entrySet()) {
      millis.put(party.getKey(), party.getValue().millis());
    }
    return millis;
  }

  /** A measured phase that has begun. */
  final class Phase {

    private final Map<String, Double> before;

    private Phase(Map<String, Double> before) {
      this.before = before;
    }

    /** Ends the phase: milliseconds of processor time by party. */
    Map<String, Double> end() throws IOException {
      Map<String, Double> spent = read();
      spent.replaceAll((party, millis) -> millis - before.get(party));
      return spent;
    }
  }
}
