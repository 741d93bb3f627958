package io.netia.http.rest;

import jakarta.servlet.http.HttpServletRequest;

/** Where the body of a request is left for whoever parses it. */
public final class ReadBody {

  /** The request attribute; a {@code byte[]}. */
  public static final String ATTRIBUTE = ReadBody.class.getName();

  private ReadBody() {}

  static byte[] of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof byte[] bytes ? bytes : new byte[0];
  }
}
