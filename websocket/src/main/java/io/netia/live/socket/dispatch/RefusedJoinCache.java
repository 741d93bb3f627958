package io.netia.live.socket.dispatch;

import io.netia.crypto.Sha256;
import io.netia.live.socket.channels.Reply;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The joins of one socket that were refused lately. Refused clients ask again for ever, each second
 * at worst, and the answer must not cost a question to the database each time. Used by one thread
 * at a time.
 */
final class RefusedJoinCache {

  private static final int MOST = 50;

  /** The parameters that decide whether a join is refused. */
  private static final List<String> DECIDING = List.of("customer_id", "visitor_token", "after");

  private final long rememberedNanos;
  private final LongSupplier nanos;
  private final Map<String, Refusal> refused = new LinkedHashMap<>(0);

  private record Refusal(Reply reply, long until) {}

  RefusedJoinCache(Duration remembered, LongSupplier nanos) {
    this.rememberedNanos = remembered.toNanos();
    this.nanos = nanos;
  }

  /** The answer to the same join a moment ago, if it was a refusal. */
  Optional<Reply> of(String topic, Map<String, Object> params) {
    if (refused.isEmpty()) {
      return Optional.empty();
    }
    Refusal known = refused.get(key(topic, params));
    if (known == null) {
      return Optional.empty();
    }
    if (known.until() - nanos.getAsLong() > 0) {
      return Optional.of(known.reply());
    }
    refused.remove(key(topic, params));
    return Optional.empty();
  }

  /** Remembers a refusal in place of the oldest one. */
  void remember(String topic, Map<String, Object> params, Reply reply) {
    if (refused.size() >= MOST) {
      Iterator<String> oldest = refused.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    refused.put(key(topic, params), new Refusal(reply, nanos.getAsLong() + rememberedNanos));
  }

  private static String key(String topic, Map<String, Object> params) {
    // Of all parameters only these decide; and of texts of any length only a short digest is kept.
    StringBuilder deciding = new StringBuilder(topic);
    for (String name : DECIDING) {
      deciding.append('\0').append(name).append('=').append(params.get(name));
    }
    return Sha256.hex(deciding.toString());
  }
}
