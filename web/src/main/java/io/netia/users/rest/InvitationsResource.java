package io.netia.users.rest;

import io.netia.http.rest.Answers;
import io.netia.identity.rest.Administrator;
import io.netia.identity.rest.Authenticated;
import io.netia.identity.rest.CurrentActor;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.Answer.Wrapping;
import io.netia.openapi.rest.Tags;
import io.netia.users.InvitationChange;
import io.netia.users.service.InvitationView;
import io.netia.users.service.Invitations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Invitations to the team. */
@Path("user_invitations")
@Tag(name = Tags.USERS)
@ApplicationScoped
public class InvitationsResource {

  @Inject private Invitations invitations;
  @Inject private CurrentActor current;

  /** All, expired ones too. */
  @GET
  @Administrator
  @Operation(
      operationId = "listInvitations",
      summary = "List the invitations",
      description = "Those that are over as well.")
  @Answer(value = InvitationView.class, as = Wrapping.LIST)
  public Response list() {
    return Answers.data(invitations.list(current.agent()));
  }

  /** A new one; it has no fields. */
  @POST
  @Administrator
  @Operation(
      operationId = "createInvitation",
      summary = "Make an invitation",
      description = "Good for three days, for one user.")
  @Answer(value = InvitationView.class, status = 201, refusals = 403)
  public Response create() {
    InvitationView created = invitations.create(current.agent());
    return Answers.created("/api/user_invitations/" + created.id(), created);
  }

  /** One. */
  @GET
  @Path("{id}")
  @Authenticated
  @Operation(operationId = "getInvitation", summary = "Show an invitation")
  @Answer(InvitationView.class)
  public Response show(@PathParam("id") UUID id) {
    return Answers.data(invitations.show(current.agent(), id));
  }

  /** Moves its end. */
  @PUT
  @Path("{id}")
  @Administrator
  @Operation(operationId = "updateInvitation", summary = "Move the end of an invitation")
  @Answer(InvitationView.class)
  public Response change(@PathParam("id") UUID id, InvitationChange change) {
    return Answers.data(invitations.change(current.agent(), id, change));
  }

  /** Takes it back. */
  @DELETE
  @Path("{id}")
  @Administrator
  @Operation(operationId = "deleteInvitation", summary = "Take an invitation back")
  @Answer
  public Response delete(@PathParam("id") UUID id) {
    invitations.delete(current.agent(), id);
    return Answers.nothing();
  }
}
