package io.netia.live.socket.channels;

import io.netia.conversations.service.SentMessage;
import io.netia.errors.DomainException;
import io.netia.json.service.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to an event.
 *
 * @param isOk whether the status is {@code ok} or {@code error}
 * @param response a JSON object
 */
public record Reply(boolean isOk, String response) {

  private static final Reply OK = new Reply(true, "{}");
  private static final Reply UNMATCHED_EVENT = error("unmatched event");

  /** Done, without data. */
  public static Reply ok() {
    return OK;
  }

  /** Done, with an answer. */
  public static Reply ok(Map<String, ?> response) {
    return new Reply(true, Json.write(response));
  }

  /** A message is stored: its id and its place in the conversation. */
  static Reply sent(SentMessage message) {
    return new Reply(true, "{\"id\":\"" + message.id() + "\",\"seq\":" + message.seq() + "}");
  }

  /** Not done, with a reason. */
  public static Reply error(String reason) {
    return error(Map.of("reason", reason));
  }

  /** Not done, with a reason and data. */
  public static Reply error(Map<String, ?> response) {
    return new Reply(false, Json.write(response));
  }

  /** The channel knows no such event. */
  public static Reply unmatchedEvent() {
    return UNMATCHED_EVENT;
  }

  /** Not done, because a use case refused: its code, its sentence and its field errors. */
  public static Reply refusal(DomainException failure) {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("reason", failure.code());
    response.put("message", failure.getMessage());
    if (!failure.errors().isEmpty()) {
      response.put("errors", failure.errors());
    }
    return new Reply(false, Json.write(response));
  }
}
