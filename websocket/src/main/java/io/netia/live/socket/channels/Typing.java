package io.netia.live.socket.channels;

import io.netia.live.service.LiveEvent;
import java.util.Map;
import java.util.UUID;

/** The payload of {@code typing}: made here, so that a client can send nothing else with it. */
final class Typing {

  static final String EVENT = LiveEvent.TYPING;

  private Typing() {}

  static String agent(UUID conversation, long userId, Map<String, Object> said) {
    return begin(conversation, said) + ",\"type\":\"user\",\"user_id\":" + userId + "}";
  }

  static String customer(UUID conversation, UUID customer, Map<String, Object> said) {
    return begin(conversation, said)
        + ",\"type\":\"customer\",\"customer_id\":\""
        + customer
        + "\"}";
  }

  private static String begin(UUID conversation, Map<String, Object> said) {
    boolean typing = !Boolean.FALSE.equals(said.get("typing"));
    return "{\"typing\":" + typing + ",\"conversation_id\":\"" + conversation + "\"";
  }
}
