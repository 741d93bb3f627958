package io.netia.spa.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request without its "only if changed". The container distinguishes versions of a file by size
 * and time, and the archives of reproducible builds give every file the same time: a page that
 * names another script of equally long a name would pass for unchanged.
 */
final class Unconditional extends HttpServletRequestWrapper {

  private static final Set<String> CONDITIONS =
      Set.of("if-none-match", "if-modified-since", "if-range", "range");

  Unconditional(HttpServletRequest request) {
    super(request);
  }

  @Override
  public @Nullable String getHeader(String name) {
    return CONDITIONS.contains(name.toLowerCase(Locale.ROOT)) ? null : super.getHeader(name);
  }

  @Override
  public long getDateHeader(String name) {
    return CONDITIONS.contains(name.toLowerCase(Locale.ROOT)) ? -1 : super.getDateHeader(name);
  }
}
