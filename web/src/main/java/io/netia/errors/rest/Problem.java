package io.netia.errors.rest;

import io.netia.json.service.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a caller may know about what went wrong, spelled in both families at once: {@code error} for
 * the deployed dashboards, {@code errors} for the clients of the product before them.
 *
 * @param status HTTP status
 * @param code stable, lower case with underscores
 * @param fields messages by field, empty when no field is to blame
 * @param more further keys of {@code error}
 */
public record Problem(
    int status,
    String code,
    String message,
    Map<String, List<String>> fields,
    Map<String, ?> more) {

  private static final Map<Integer, String> DETAILS =
      Map.ofEntries(
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(406, "Not Acceptable"),
          Map.entry(408, "Request Timeout"),
          Map.entry(409, "Conflict"),
          Map.entry(413, "Request Entity Too Large"),
          Map.entry(414, "Request-URI Too Long"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(417, "Expectation Failed"),
          Map.entry(422, "Unprocessable Entity"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(503, "Service Unavailable"));

  /** A problem that the status alone explains. */
  public static Problem of(int status) {
    String detail = detail(status);
    String message = status == 404 ? "Not found" : detail;
    return new Problem(
        status,
        detail.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_"),
        message,
        Map.of(),
        Map.of());
  }

  private static String detail(int status) {
    return DETAILS.getOrDefault(status, status < 500 ? "Bad Request" : "Internal Server Error");
  }

  /**
   * The body.
   *
   * @param flat whether {@code errors} holds the fields themselves, as the anonymous routes of old
   *     answer
   */
  public byte[] body(String requestId, boolean flat) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("status", status);
    error.put("message", message);
    // Deployed clients read the number 401 here; the word they cannot miss.
    error.put("code", status == 401 ? status : code);
    if (status == 401) {
      error.put("reason", code);
    }
    error.put("request_id", requestId);
    if (status == 422 || !fields.isEmpty()) {
      error.put("errors", fields);
    }
    error.putAll(more);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("errors", flat && !fields.isEmpty() ? fields : Map.of("detail", detail(status)));
    return Json.bytes(body);
  }
}
