package io.netia.errors.rest;

import io.netia.http.rest.Answers;
import io.netia.http.rest.RequestIds;
import io.netia.metrics.service.ServerErrors;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Answers what the container itself refuses, in place of its own pages, which name the server and
 * may show a stack trace.
 */
@WebServlet(name = "ProblemPage", urlPatterns = ErrorServlet.PATH)
public class ErrorServlet extends HttpServlet {

  /** Where the container sends its errors; asked for directly there is nothing. */
  static final String PATH = "/.problem";

  private static final long serialVersionUID = 1L;

  /** Whatever policy the page had that was asked for, this is none. */
  public static final String POLICY = "default-src 'none'; frame-ancestors 'none'";

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problem problem = Problem.of(status(request));
    ServerErrors.count(problem.status(), false);
    response.setStatus(problem.status());
    response.setContentType(Answers.JSON);
    // A refusal of the container may have passed no filter.
    response.setHeader("x-request-id", RequestIds.of(request));
    response.setHeader("x-content-type-options", "nosniff");
    response.setHeader("content-security-policy", POLICY);
    response.setHeader("x-frame-options", "DENY");
    response.setHeader("cache-control", "no-store");
    response.getOutputStream().write(problem.body(RequestIds.of(request), false));
  }

  private static int status(HttpServletRequest request) {
    boolean isError = request.getDispatcherType() == DispatcherType.ERROR;
    return isError
            && request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
        ? status
        : 404;
  }
}
