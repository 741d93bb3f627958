package io.netia.health.rest;

import io.netia.http.rest.Answers;
import io.netia.http.rest.CurrentRequest;
import io.netia.identity.rest.Public;
import io.netia.limits.Budget;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.Tags;
import io.netia.openapi.rest.WidgetSchemas.Pong;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers that somebody is there, and what arrived. */
@Path("ping")
@Tag(name = Tags.PING)
@ApplicationScoped
public class PingResource {

  @Inject private CurrentRequest request;

  /** Pong, with what was sent. */
  @GET
  @Public(ignoresToken = true)
  @Operation(operationId = "ping", summary = "Ask for an echo of the query")
  @Answer(Pong.class)
  public Response ping() {
    Map<String, Object> sent = request.parameters().values();
    return Answers.data(Map.of("message", "Pong!", "params", isShort(sent) ? sent : Map.of()));
  }

  /** More is not repeated: an echo is for looking at, not for carrying. */
  private boolean isShort(Map<String, Object> sent) {
    return sent.size() <= Budget.Bodies.ECHOED_FIELDS
        && request.length() <= Budget.Bodies.ECHOED_BYTES;
  }

  /** As {@link #ping}. */
  @POST
  @Public(ignoresToken = true)
  @Operation(operationId = "postPing", summary = "Ask for an echo of the body")
  @Answer(Pong.class)
  public Response pong() {
    return ping();
  }
}
