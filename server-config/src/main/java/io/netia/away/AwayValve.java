package io.netia.away;

import io.netia.limits.Budget;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.Contained;
import org.apache.catalina.Container;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Request;
import org.apache.catalina.Response;
import org.glassfish.web.valve.GlassFishValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers 503 with the time to come back for the root of a Payara Server while Netia is not
 * deployed there, is being replaced or has not started. Without it the server's welcome page is the
 * answer, or 404, or 500 when the application is half gone; balancers and clients take all three
 * for final. Applications at other paths are not concerned.
 *
 * <p>{@code domain.asadmin} puts it before all applications. It takes itself out while the
 * application is there: with a valve of any kind, the server ends requests that wait in another way
 * than CDI expects.
 */
public final class AwayValve implements GlassFishValve, Contained {

  private static final byte[] ANSWER =
      "{\"status\":\"DOWN\",\"error\":{\"status\":503,\"message\":\"Service Unavailable\",\"code\":\"service_unavailable\"}}"
          .getBytes(StandardCharsets.UTF_8);

  private @Nullable Container container;
  private @Nullable Pipeline pipeline;

  /** For the server, which makes one for the property of its virtual server. */
  public AwayValve() {
    Presence.listen(this::changed);
  }

  @Override
  public @Nullable Container getContainer() {
    return container;
  }

  @Override
  public void setContainer(@Nullable Container given) {
    container = given;
    if (given instanceof Pipeline before) {
      pipeline = before;
    }
  }

  private synchronized void changed(boolean isThere) {
    if (pipeline == null) {
      return;
    }
    // Never twice in the same pipeline.
    pipeline.removeValve(this);
    if (!isThere) {
      pipeline.addValve(this);
    }
  }

  @Override
  public String getInfo() {
    return "503 while Netia is away";
  }

  @Override
  public int invoke(Request request, Response response) throws IOException {
    if (!(request.getRequest() instanceof HttpServletRequest asked)
        || !(response.getResponse() instanceof HttpServletResponse answer)
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

  @Override
  public void postInvoke(Request request, Response response) {
    // Nothing was begun.
  }
}
