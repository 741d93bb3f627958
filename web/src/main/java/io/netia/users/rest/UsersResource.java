package io.netia.users.rest;

import io.netia.http.rest.Answers;
import io.netia.http.rest.CurrentRequest;
import io.netia.http.rest.Parameters;
import io.netia.identity.rest.Administrator;
import io.netia.identity.rest.Authenticated;
import io.netia.identity.rest.CurrentActor;
import io.netia.users.service.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Teammates. */
@Path("users")
@ApplicationScoped
public class UsersResource {

  @Inject private Users users;
  @Inject private CurrentActor current;
  @Inject private CurrentRequest request;

  /** Those that are not disabled. */
  @GET
  @Authenticated
  public Response list() {
    return Answers.data(users.list(current.agent(), request.parameters().input()));
  }

  /** One; {@code null} for an id that is nobody's in the account. */
  @GET
  @Path("{id}")
  @Authenticated
  public Response show(@PathParam("id") String id) {
    return Answers.data(users.show(current.agent(), Parameters.numberOf(id)).orElse(null));
  }

  /** Removes the caller. */
  @DELETE
  @Path("{id}")
  @Authenticated
  public Response delete(@PathParam("id") String id) {
    users.delete(current.agent(), Parameters.numberOf(id));
    return Answers.data(Map.of("ok", true));
  }

  /** No more sign-ins. */
  @POST
  @Path("{id}/disable")
  @Administrator
  public Response disable(@PathParam("id") String id) {
    return Answers.data(users.disable(current.agent(), Parameters.numberOf(id)));
  }

  /** May sign in again. */
  @POST
  @Path("{id}/enable")
  @Administrator
  public Response enable(@PathParam("id") String id) {
    return Answers.data(users.enable(current.agent(), Parameters.numberOf(id)));
  }

  /** Has left. */
  @POST
  @Path("{id}/archive")
  @Administrator
  public Response archive(@PathParam("id") String id) {
    return Answers.data(users.archive(current.agent(), Parameters.numberOf(id)));
  }

  /** Another role. */
  @PUT
  @Path("{id}/role")
  @Administrator
  public Response changeRole(@PathParam("id") String id) {
    return Answers.data(
        users.changeRole(
            current.agent(), Parameters.numberOf(id), request.parameters().required("role")));
  }
}
