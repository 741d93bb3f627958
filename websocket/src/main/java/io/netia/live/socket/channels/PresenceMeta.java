package io.netia.live.socket.channels;

import java.time.Clock;
import java.util.UUID;

/** The metadata of presence entries: the inside of a JSON object. */
final class PresenceMeta {

  private PresenceMeta() {}

  /** {@code online_at} is text, in seconds: deployed clients parse it so. */
  static String agent(long userId, Clock clock) {
    return "\"online_at\":\"" + clock.instant().getEpochSecond() + "\",\"user_id\":" + userId;
  }

  static String customer(UUID customerId, Clock clock) {
    return "\"online_at\":\""
        + clock.instant().getEpochSecond()
        + "\",\"customer_id\":\""
        + customerId
        + "\"";
  }
}
