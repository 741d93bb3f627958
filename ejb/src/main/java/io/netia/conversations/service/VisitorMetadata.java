package io.netia.conversations.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netia.json.service.Json;
import io.netia.json.service.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a message's metadata that is for its visitor. The rest is the team's, or of the
 * channel that the message came through, with addresses and headers of e-mails among it.
 */
final class VisitorMetadata {

  /** What widgets act on: choices offered and taken, and whether a machine wrote the message. */
  private static final List<String> KEYS =
      List.of("quick_replies", "reply_action", "llm_generated", "fallback");

  private VisitorMetadata() {}

  /** Null when nothing of it is for visitors. */
  static @Nullable RawJson of(@Nullable RawJson metadata) {
    // Almost no message has any, and a text is searched faster than it is read.
    if (metadata == null || KEYS.stream().noneMatch(metadata.json()::contains)) {
      return null;
    }
    try {
      JsonNode all = Json.mapper().readTree(metadata.json());
      ObjectNode shown = Json.mapper().createObjectNode();
      KEYS.stream().filter(all::has).forEach(key -> shown.set(key, all.get(key)));
      return shown.isEmpty() ? null : new RawJson(shown.toString());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("The database answered what is no JSON", impossible);
    }
  }
}
