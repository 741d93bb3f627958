package io.netia.identityverification.rest;

import io.netia.http.rest.Answers;
import io.netia.http.rest.CurrentRequest;
import io.netia.identity.rest.Administrator;
import io.netia.identity.rest.CurrentActor;
import io.netia.identityverification.service.VisitorIdentity;
import io.netia.identityverification.service.VisitorRulesView;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.Tags;
import io.netia.openapi.rest.Takes;
import io.netia.openapi.rest.TeamSchemas.VisitorRulesUpdate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What the account requires of its visitors, and the secret that its own system proves users with.
 */
@Path("visitor_identity")
@Tag(name = Tags.ACCOUNT)
@ApplicationScoped
public class VisitorIdentityResource {

  @Inject private VisitorIdentity identity;
  @Inject private CurrentActor current;
  @Inject private CurrentRequest request;

  /** The rules, without the secret. */
  @GET
  @Administrator
  @Operation(operationId = "getVisitorIdentity", summary = "Show what is required of visitors")
  @Answer(VisitorRulesView.class)
  public Response show() {
    return Answers.data(identity.show(current.agent()));
  }

  /** Changes {@code require_token} and {@code verify_identity}. */
  @PUT
  @Administrator
  @Operation(operationId = "updateVisitorIdentity", summary = "Change what is required of visitors")
  @Takes(body = VisitorRulesUpdate.class)
  @Answer(VisitorRulesView.class)
  public Response change() {
    return Answers.data(
        identity.change(current.agent(), request.parameters().wrapped("visitor_identity")));
  }

  /** Makes a new secret; this answer is the only one that holds it. */
  @POST
  @Path("secret")
  @Administrator
  @Operation(
      operationId = "rotateVisitorIdentitySecret",
      summary = "Make new secrets",
      description = "This answer alone has them. Those before stay good for 24 hours.")
  @Answer(value = VisitorRulesView.class, status = 201)
  public Response rotate() {
    return Answers.created("/api/visitor_identity", identity.rotate(current.agent()));
  }
}
