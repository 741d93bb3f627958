package io.netia.spa.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A request that asks for one part of a file at most. The container sends each part that is named,
 * and names of a few bytes can be the whole file again and again; whoever names several gets the
 * file once (RFC 9110, section 14.2).
 */
final class OneRange extends HttpServletRequestWrapper {

  private static final String RANGE = "range";

  OneRange(HttpServletRequest request) {
    super(request);
  }

  @Override
  public @Nullable String getHeader(String name) {
    String value = super.getHeader(name);
    return RANGE.equalsIgnoreCase(name) && value != null && value.indexOf(',') >= 0 ? null : value;
  }
}
