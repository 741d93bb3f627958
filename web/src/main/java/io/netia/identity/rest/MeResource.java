package io.netia.identity.rest;

import io.netia.http.rest.Answers;
import io.netia.security.Agent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who the caller is. */
@Path("me")
@ApplicationScoped
public class MeResource {

  @Inject private CurrentActor current;

  /** The signed-in teammate. */
  @GET
  @Authenticated
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
