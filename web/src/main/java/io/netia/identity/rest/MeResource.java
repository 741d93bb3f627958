package io.netia.identity.rest;

import io.netia.http.rest.Answers;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.SessionSchemas.Me;
import io.netia.openapi.rest.Tags;
import io.netia.security.Agent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who the caller is. */
@Path("me")
@Tag(name = Tags.SESSIONS)
@ApplicationScoped
public class MeResource {

  @Inject private CurrentActor current;

  /** The signed-in teammate. */
  @GET
  @Authenticated
  @Operation(operationId = "getMe", summary = "Show the caller")
  @Answer(Me.class)
  public Response show() {
    return Answers.data(view(current.agent()));
  }

  /** The API's {@code Me}. */
  static Map<String, Object> view(Agent agent) {
    Map<String, Object> me = new LinkedHashMap<>();
    me.put("id", agent.userId());
    me.put("email", agent.email());
    me.put("account_id", agent.accountId());
    me.put("role", agent.role().wire());
    return me;
  }
}
