package io.netia.http.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The connection of a request whose body nobody reads ends with the answer, since what follows
 * could not be distinguished from the body. The answer announces it, or a client would use the
 * connection again.
 */
public final class UnreadBody {

  private UnreadBody() {}

  /** Announces the end of the connection, if the request has a body. Before anything is written. */
  public static void announceEnd(HttpServletRequest request, HttpServletResponse response) {
    if (request.getContentLengthLong() > 0 || request.getHeader("transfer-encoding") != null) {
      response.setHeader("connection", "close");
    }
  }
}
