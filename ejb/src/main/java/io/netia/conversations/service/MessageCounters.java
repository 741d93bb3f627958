package io.netia.conversations.service;

import io.netia.conversations.MessageSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many messages this process has stored, by source. A repeat of a message is not counted; a
 * message whose transaction is rolled back afterwards is.
 */
public final class MessageCounters {

  private static final Map<MessageSource, LongAdder> COUNTERS = new EnumMap<>(MessageSource.class);

  static {
    for (MessageSource source : MessageSource.values()) {
      COUNTERS.put(source, new LongAdder());
    }
  }

  private MessageCounters() {}

  static void count(MessageSource source) {
    Objects.requireNonNull(COUNTERS.get(source)).increment();
  }

  /** Every source with its count, also those without any. */
  public static Map<String, Long> all() {
    Map<String, Long> counts = new LinkedHashMap<>();
    COUNTERS.forEach((source, counter) -> counts.put(source.wire(), counter.sum()));
    return counts;
  }
}
