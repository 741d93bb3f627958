package io.netia.connections.rest;

import io.netia.errors.rest.ErrorServlet;
import io.netia.errors.rest.Problem;
import io.netia.http.rest.Answers;
import io.netia.limits.Budget;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The answer to a request that nothing behind the listener gets to see. */
final class RefusedRequest {

  private RefusedRequest() {}

  /**
   * A whole answer, after which the connection ends: the API's error with the headers that every
   * answer has.
   *
   * @param head what has come of the request
   */
  static byte[] answer(int status, byte[] head) {
    String id = UUID.randomUUID().toString();
    byte[] body = Problem.of(status).body(id, false);
    StringBuilder fields = new StringBuilder(512);
    fields.append("HTTP/1.1 ").append(status).append(' ').append(Problem.of(status).message());
    field(fields, "content-type", Answers.JSON);
    field(fields, "content-length", String.valueOf(body.length));
    field(fields, "connection", "close");
    field(fields, "cache-control", "no-store");
    field(fields, "x-request-id", id);
    field(fields, "x-content-type-options", "nosniff");
    field(fields, "content-security-policy", ErrorServlet.POLICY);
    field(fields, "x-frame-options", "DENY");
    field(fields, "access-control-allow-origin", "*");
    if (status == 429 || status == 503) {
      field(fields, "retry-after", String.valueOf(Budget.Connections.UNREAD.toSeconds()));
    }
    fields.append("\r\n\r\n");
    ByteArrayOutputStream answer = new ByteArrayOutputStream(1024);
    answer.writeBytes(fields.toString().getBytes(StandardCharsets.ISO_8859_1));
    if (!isHead(head)) {
      answer.writeBytes(body);
    }
    return answer.toByteArray();
  }

  private static void field(StringBuilder fields, String name, String value) {
    fields.append("\r\n").append(name).append(": ").append(value);
  }

  private static boolean isHead(byte[] head) {
    return head.length > 5 && new String(head, 0, 5, StandardCharsets.ISO_8859_1).equals("HEAD ");
  }
}
