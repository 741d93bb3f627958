package io.netia.away;

import io.netia.limits.Budget;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.Context;
import org.apache.catalina.Request;
import org.apache.catalina.Response;
import org.glassfish.web.valve.GlassFishValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers 503 with the time to come back for the root of a Payara Server while Netia is not
 * deployed there, is being replaced or has not started. Without it the server's welcome page is the
 * answer, or 404, or 500 when the application is half gone; balancers and clients take all three
 * for final. Applications at other paths are not concerned. {@code domain.asadmin} puts it before
 * all applications.
 */
public final class AwayValve implements GlassFishValve {

  /**
   * A system property while the application serves, and an attribute of its servlet context; the
   * application sets both.
   */
  private static final String STARTED = "io.netia.started";

  private static final byte[] ANSWER =
      "{\"status\":\"DOWN\",\"error\":{\"status\":503,\"message\":\"Service Unavailable\",\"code\":\"service_unavailable\"}}"
          .getBytes(StandardCharsets.UTF_8);

  @Override
  public String getInfo() {
    return "503 while Netia is away";
  }

  @Override
  public int invoke(Request request, Response response) throws IOException {
    if (!(request.getRequest() instanceof HttpServletRequest asked)
        || !(response.getResponse() instanceof HttpServletResponse answer)
        || isThere(request.getContext())
        || isOfAnother(asked.getContextPath())) {
      return INVOKE_NEXT;
    }
    answer.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    answer.setIntHeader("retry-after", Budget.Stop.RETRY_SECONDS);
    answer.setHeader("cache-control", "no-store");
    answer.setHeader("access-control-allow-origin", "*");
    answer.setContentType("application/json");
    answer.getOutputStream().write(ANSWER);
    return END_PIPELINE;
  }

  /** While nothing is deployed at the root, a request has no context at all. */
  private static boolean isOfAnother(@Nullable String contextPath) {
    return contextPath != null && !contextPath.isEmpty();
  }

  private static boolean isThere(@Nullable Context application) {
    return System.getProperty(STARTED) != null
        && application != null
        && application.getAvailable()
        && application.getServletContext().getAttribute(STARTED) != null;
  }

  @Override
  public void postInvoke(Request request, Response response) {
    // Nothing was begun.
  }
}
