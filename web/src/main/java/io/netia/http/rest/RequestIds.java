package io.netia.http.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id of a request: the caller's own {@code x-request-id} when it is a sane one, else a new one.
 */
public final class RequestIds {

  private static final String ATTRIBUTE = RequestIds.class.getName();
  private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:=+/-]{8,128}");

  private RequestIds() {}

  /** The id of this request, the same each time it is asked for. */
  public static String of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    String sent = request.getHeader("x-request-id");
    String id = sent != null && SANE.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }
}
