package io.netia.inboxes.rest;

import io.netia.http.rest.Answers;
import io.netia.identity.rest.Administrator;
import io.netia.identity.rest.Administrator.Refusal;
import io.netia.identity.rest.Authenticated;
import io.netia.identity.rest.CurrentActor;
import io.netia.inboxes.InboxChange;
import io.netia.inboxes.NewInbox;
import io.netia.inboxes.service.InboxView;
import io.netia.inboxes.service.Inboxes;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.Answer.Wrapping;
import io.netia.openapi.rest.Tags;
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

/** Inboxes. */
@Path("inboxes")
@Tag(name = Tags.INBOXES)
@ApplicationScoped
public class InboxesResource {

  @Inject private Inboxes inboxes;
  @Inject private CurrentActor current;

  /** All of the account. */
  @GET
  @Authenticated
  @Operation(operationId = "listInboxes", summary = "List the inboxes")
  @Answer(value = InboxView.class, as = Wrapping.LIST)
  public Response list() {
    return Answers.data(inboxes.list(current.agent()));
  }

  /** The one that is meant when none is named. */
  @GET
  @Path("primary")
  @Authenticated
  @Operation(
      operationId = "getPrimaryInbox",
      summary = "Show the inbox that is meant when none is named")
  @Answer(value = InboxView.class, as = Wrapping.DATA_OR_NULL)
  public Response primary() {
    return Answers.data(inboxes.primary(current.agent()).orElse(null));
  }

  /** A new one. */
  @POST
  @Administrator(refusal = Refusal.FORBIDDEN)
  @Operation(operationId = "createInbox", summary = "Make an inbox")
  @Answer(value = InboxView.class, status = 201)
  public Response create(NewInbox request) {
    InboxView created = inboxes.create(current.agent(), request);
    return Answers.created("/api/inboxes/" + created.id(), created);
  }

  /** One. */
  @GET
  @Path("{id}")
  @Authenticated
  @Operation(operationId = "getInbox", summary = "Show an inbox")
  @Answer(InboxView.class)
  public Response show(@PathParam("id") UUID id) {
    return Answers.data(inboxes.show(current.agent(), id));
  }

  /** Changes it. */
  @PUT
  @Path("{id}")
  @Administrator(refusal = Refusal.FORBIDDEN)
  @Operation(operationId = "updateInbox", summary = "Change an inbox")
  @Answer(InboxView.class)
  public Response change(@PathParam("id") UUID id, InboxChange request) {
    return Answers.data(inboxes.change(current.agent(), id, request));
  }

  /** Removes it; its conversations move to the primary inbox. */
  @DELETE
  @Path("{id}")
  @Administrator
  @Operation(
      operationId = "deleteInbox",
      summary = "Delete an inbox",
      description = "Its conversations move to the primary inbox, which cannot be deleted.")
  @Answer(refusals = 403)
  public Response delete(@PathParam("id") UUID id) {
    inboxes.delete(current.agent(), id);
    return Answers.nothing();
  }
}
