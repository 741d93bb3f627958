package io.netia.metrics.service;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * One counter for each constant of an enumeration. Adding takes no lock and allocates nothing.
 *
 * @param <E> what is distinguished; the constants' names in lower case become the label's values
 */
public final class Counts<E extends Enum<E>> {

  private final Map<E, LongAdder> adders;

  /** Starts at zero. */
  public Counts(Class<E> kinds) {
    adders = new EnumMap<>(kinds);
    for (E kind : kinds.getEnumConstants()) {
      adders.put(kind, new LongAdder());
    }
  }

  /** Adds one. */
  public void increment(E kind) {
    Objects.requireNonNull(adders.get(kind)).increment();
  }

  /** Every count by the label's value, also those that are zero. */
  public Map<String, Long> byLabel() {
    Map<String, Long> counts = new LinkedHashMap<>();
    adders.forEach((kind, adder) -> counts.put(kind.name().toLowerCase(Locale.ROOT), adder.sum()));
    return counts;
  }
}
