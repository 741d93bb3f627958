package io.netia.inboxes.rest;

import io.netia.http.rest.Answers;
import io.netia.http.rest.CurrentRequest;
import io.netia.http.rest.Parameters;
import io.netia.identity.rest.Administrator;
import io.netia.identity.rest.Administrator.Refusal;
import io.netia.identity.rest.Authenticated;
import io.netia.identity.rest.CurrentActor;
import io.netia.inboxes.service.InboxView;
import io.netia.inboxes.service.Inboxes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Inboxes. */
@Path("inboxes")
@ApplicationScoped
public class InboxesResource {

  @Inject private Inboxes inboxes;
  @Inject private CurrentActor current;
  @Inject private CurrentRequest request;

  /** All of the account. */
  @GET
  @Authenticated
  public Response list() {
    return Answers.data(inboxes.list(current.agent()));
  }

  /** The one that is meant when none is named. */
  @GET
  @Path("primary")
  @Authenticated
  public Response primary() {
    return Answers.data(inboxes.primary(current.agent()).orElse(null));
  }

  /** A new one. */
  @POST
  @Administrator(refusal = Refusal.FORBIDDEN)
  public Response create() {
    InboxView created = inboxes.create(current.agent(), request.parameters().wrapped("inbox"));
    return Answers.created("/api/inboxes/" + created.id(), created);
  }

  /** One. */
  @GET
  @Path("{id}")
  @Authenticated
  public Response show(@PathParam("id") String id) {
    return Answers.data(inboxes.show(current.agent(), Parameters.idOf(id)));
  }

  /** Changes it. */
  @PUT
  @Path("{id}")
  @Administrator(refusal = Refusal.FORBIDDEN)
  public Response change(@PathParam("id") String id) {
    return Answers.data(
        inboxes.change(
            current.agent(), Parameters.idOf(id), request.parameters().wrapped("inbox")));
  }

  /** Removes it; its conversations move to the primary inbox. */
  @DELETE
  @Path("{id}")
  @Administrator
  public Response delete(@PathParam("id") String id) {
    inboxes.delete(current.agent(), Parameters.idOf(id));
    return Answers.nothing();
  }
}
