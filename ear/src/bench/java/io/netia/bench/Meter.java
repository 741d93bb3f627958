package io.netia.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the three who share the machine spend, server, database and this program, and the pauses of
 * the server's collector.
 */
final class Meter {

  private interface Reading {
    double millis() throws IOException;
  }

  /**
   * What a phase cost.
   *
   * @param cpuMillis processor time by party
   * @param pauses of the collector, in milliseconds; empty when there is no server to ask
   */
  record Spent(Map<String, Double> cpuMillis, Optional<List<Double>> pauses) {}

  private final Map<String, Reading> parties = new LinkedHashMap<>();
  private final Optional<GcLog> gc;

  /** Process ids of 0 are left out. */
  Meter(long serverPid, long databasePid, Optional<GcLog> gc) {
    if (serverPid > 0) {
      parties.put("server", () -> ProcessorTime.of(serverPid));
    }
    if (databasePid > 0) {
      parties.put("database", () -> ProcessorTime.ofFamily(databasePid));
    }
    long own = ProcessHandle.current().pid();
    parties.put("generator", () -> ProcessorTime.of(own));
    this.gc = gc;
  }

  /** Begins a measured phase. */
  Phase start() throws IOException {
    return new Phase(gc.isPresent() ? gc.get().mark() : 0, read());
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

    private final long gcMark;
    private final Map<String, Double> before;

    private Phase(long gcMark, Map<String, Double> before) {
      this.gcMark = gcMark;
      this.before = before;
    }

    /** Ends the phase. */
    Spent end() throws IOException {
      Map<String, Double> spent = read();
      spent.replaceAll((party, millis) -> millis - before.get(party));
      return new Spent(
          spent, gc.isPresent() ? Optional.of(gc.get().pausesSince(gcMark)) : Optional.empty());
    }
  }
}
