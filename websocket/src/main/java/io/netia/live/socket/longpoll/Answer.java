package io.netia.live.socket.longpoll;

import io.netia.json.service.Json;
import io.netia.live.socket.protocol.Outgoing;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to a request. The HTTP status is 200 whatever happened, since the clients read the one
 * in the body.
 */
record Answer(String json) {

  /** The client's frames were taken. */
  static final Answer TAKEN = status(200);

  /** The client may not connect, and does not try again. */
  static final Answer REFUSED = status(403);

  /** More than a request may carry. */
  static final Answer TOO_BIG = status(413);

  /** Not now: the client connects anew a little later. */
  static final Answer FAILED = status(500);

  /** There is no such session to take frames. */
  static final Answer UNKNOWN = status(410);

  /**
   * The token that comes with {@link #GONE}. Clients before 1.8.2 take 410 for a fresh connection
   * and would poll on without joining anything again; a poll with this token gets {@link #FAILED},
   * upon which every client connects and joins anew.
   */
  static final String GONE_TOKEN = SessionTokens.PREFIX + "gone";

  /** The session has ended. */
  static final Answer GONE = with(410, GONE_TOKEN, List.of());

  /** A session has begun. */
  static Answer begun(String token) {
    return with(410, token, List.of());
  }

  /** Nothing happened. */
  static Answer nothing(String token) {
    return with(204, token, List.of());
  }

  /** Frames for the client. */
  static Answer messages(String token, List<Outgoing> messages) {
    return with(200, token, messages.stream().map(Outgoing::text).toList());
  }

  /** Writes it as the whole answer, on the request's own thread. */
  void writeTo(HttpServletResponse response) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private static Answer status(int status) {
    return new Answer("{\"status\":" + status + "}");
  }

  private static Answer with(int status, String token, List<String> messages) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", status);
    body.put("token", token);
    body.put("messages", messages);
    return new Answer(Json.write(body));
  }
}
