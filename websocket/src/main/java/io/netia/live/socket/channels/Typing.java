package io.netia.live.socket.channels;

import io.netia.live.service.LiveEvent;
import java.util.Map;
import java.util.UUID;

/** The payload of {@code typing}: made here, so that a client can send nothing else with it. */
final class Typing {

  static final String EVENT = LiveEvent.TYPING;

  private Typing() {}

  static String agent(UUID conversation, long userId, Map<String, Object> fields) {
    return begin(conversation, fields) + ",\"type\":\"user\",\"user_id\":" + userId + "}";
  }

  static String customer(UUID conversation, UUID customer, Map<String, Object> fields) {
    return begin(conversation, fields)
        + ",\"type\":\"customer\",\"customer_id\":\""
        + customer
        + "\"}";
  }

  private static String begin(UUID conversation, Map<String, Object> fields) {
    boolean typing = !Boolean.FALSE.equals(fields.get("typing"));
    return "{\"typing\":" + typing + ",\"conversation_id\":\"" + conversation + "\"";
  }
}
