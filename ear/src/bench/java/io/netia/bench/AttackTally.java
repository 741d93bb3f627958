package io.netia.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What became of an attack: how many answers of which status, how many connections refused. */
final class AttackTally {

  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

  void count(String what) {
    counts.computeIfAbsent(what, unused -> new LongAdder()).increment();
  }

  @Override
  public String toString() {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
