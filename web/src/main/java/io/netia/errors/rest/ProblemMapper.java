package io.netia.errors.rest;

import io.netia.http.rest.Answers;
import io.netia.http.rest.RequestIds;
import io.netia.metrics.service.ServerErrors;
import io.netia.tenancy.service.DatabaseFailure;
import io.netia.tenancy.service.FailureLog;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;

/**
 * Answers every failure of every resource. What is our fault is logged here, once, under the
 * request id that the caller gets; nothing else about it leaves the server.
 */
@Provider
@Priority(1)
public class ProblemMapper implements ExceptionMapper<Throwable> {

  /** Request attribute of routes whose field errors stand directly under {@code errors}. */
  public static final String FLAT_ERRORS = ProblemMapper.class.getName() + ".flat";

  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());
  private static final String RETRY_SECONDS = "5";

  @Context private HttpServletRequest request;

  @Override
  public Response toResponse(Throwable thrown) {
    Problem problem = Problems.of(thrown);
    String requestId = RequestIds.of(request);
    ServerErrors.count(problem.status(), DatabaseFailure.isAwayBehind(thrown));
    if (problem.status() >= 500 && !Problems.isExpected(thrown)) {
      FailureLog.report(
          LOG,
          () ->
              "request_id="
                  + requestId
                  + " "
                  + request.getMethod()
                  + " "
                  + request.getRequestURI()
                  + " failed",
          thrown);
    }
    ResponseBuilder answer =
        Response.status(problem.status())
            .header("content-type", Answers.JSON)
            .entity(problem.body(requestId, request.getAttribute(FLAT_ERRORS) != null));
    if (problem.more().get("retry_after") instanceof Number seconds) {
      answer.header("retry-after", seconds.toString());
    } else if (problem.status() == 503) {
      answer.header("retry-after", RETRY_SECONDS);
    }
    if (thrown instanceof WebApplicationException refused
        && refused.getResponse().getHeaderString("allow") != null) {
      answer.header("allow", refused.getResponse().getHeaderString("allow"));
    }
    return answer.build();
  }
}
