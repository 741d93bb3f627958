package io.netia.bodies.rest;

import io.netia.errors.rest.Problem;
import io.netia.http.rest.Answers;
import io.netia.http.rest.RequestIds;
import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers a request whose body is not taken. */
final class Refusal {

  private static final String RETRY_SECONDS = "5";

  private Refusal() {}

  /** Why a body was refused with this status. */
  static RefusalReason reason(int status) {
    return switch (status) {
      case 408 -> RefusalReason.BODY_SLOW;
      case 413 -> RefusalReason.BODY_TOO_LARGE;
      case 429, 503 -> RefusalReason.BODY_CONCURRENCY;
      default -> RefusalReason.BODY_STRUCTURE;
    };
  }

  /** Writes the API's error and ends the connection, on which the rest of the body may come. */
  static void write(
      HttpServletRequest request, HttpServletResponse response, int status, RefusalReason reason)
      throws IOException {
    RefusalCounters.count(reason);
    response.setHeader("connection", "close");
    if (status == 429 || status == 503) {
      response.setHeader("retry-after", RETRY_SECONDS);
    }
    response.setStatus(status);
    response.setContentType(Answers.JSON);
    byte[] body = Problem.of(status).body(RequestIds.of(request), false);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
