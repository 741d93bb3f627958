package io.netia.http.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Ends a request whose client has hung up. The container would log a warning with a stack trace,
 * try to answer with an error page, and log the failure of that, too: tens of kilobytes that
 * anybody can cause with one line. Nobody is left to answer.
 */
public class HangUps extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = System.getLogger(HangUps.class.getName());
  private static final int DEEPEST_CAUSE = 16;

  /** How Grizzly and the operating system put it. */
  private static final List<String> WORDS =
      List.of("Connection is closed", "Connection reset", "Connection closed", "Broken pipe");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (IOException | ServletException failed) {
      if (!isHangUp(failed)) {
        throw failed;
      }
      LOG.log(Level.DEBUG, "A client hung up", failed);
    }
  }

  static boolean isHangUp(Throwable failed) {
    Throwable cause = failed;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof EOFException
          || (cause instanceof IOException && isWordedAsHangUp(cause))) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isWordedAsHangUp(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return WORDS.stream().anyMatch(message::startsWith);
  }
}
