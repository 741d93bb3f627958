package io.netia.conversations.service;

import io.netia.conversations.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many messages this process has stored, by source. A repeat of a message is not counted; a
 * message whose transaction is rolled back afterwards is.
 */
public final class MessageCounters {

  private static final Map<String, LongAdder> COUNTERS = new TreeMap<>();

  static {
    Words.MESSAGE_SOURCES.forEach(source -> COUNTERS.put(source, new LongAdder()));
  }

  private MessageCounters() {}

  static void count(String source) {
    LongAdder counter = COUNTERS.get(source);
    if (counter != null) {
      counter.increment();
    }
  }

  /** Every source with its count, also those without any. */
  public static Map<String, Long> all() {
    Map<String, Long> counts = new LinkedHashMap<>();
    COUNTERS.forEach((source, counter) -> counts.put(source, counter.sum()));
    return counts;
  }
}
