package io.netia.users.rest;

import io.netia.http.rest.Answers;
import io.netia.http.rest.CurrentRequest;
import io.netia.http.rest.Parameters;
import io.netia.identity.rest.Administrator;
import io.netia.identity.rest.Authenticated;
import io.netia.identity.rest.CurrentActor;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.Answer.Wrapping;
import io.netia.openapi.rest.Tags;
import io.netia.openapi.rest.Takes;
import io.netia.openapi.rest.TeamSchemas.Done;
import io.netia.openapi.rest.TeamSchemas.RoleChange;
import io.netia.openapi.rest.TeamSchemas.UsersQuery;
import io.netia.users.service.UserView;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Teammates. */
@Path("users")
@Tag(name = Tags.USERS)
@ApplicationScoped
public class UsersResource {

  @Inject private Users users;
  @Inject private CurrentActor current;
  @Inject private CurrentRequest request;

  /** Those that are not disabled. */
  @GET
  @Authenticated
  @Operation(operationId = "listUsers", summary = "List the users who are not disabled")
  @Takes(query = UsersQuery.class)
  @Answer(value = UserView.class, as = Wrapping.LIST)
  public Response list() {
    return Answers.data(users.list(current.agent(), request.parameters().input()));
  }

  /** One; {@code null} for an id that is nobody's in the account. */
  @GET
  @Path("{id}")
  @Authenticated
  @Operation(
      operationId = "getUser",
      summary = "Show a user",
      description = "Null for an id that is of nobody in the account.")
  @Answer(value = UserView.class, as = Wrapping.DATA_OR_NULL)
  public Response show(@PathParam("id") String id) {
    return Answers.data(users.show(current.agent(), Parameters.numberOf(id)).orElse(null));
  }

  /** Removes the caller. */
  @DELETE
  @Path("{id}")
  @Authenticated
  @Operation(
      operationId = "deleteUser",
      summary = "Delete the caller",
      description = "The id has to be that of the caller.")
  @Answer(value = Done.class, refusals = 403)
  public Response delete(@PathParam("id") String id) {
    users.delete(current.agent(), Parameters.numberOf(id));
    return Answers.data(Map.of("ok", true));
  }

  /** No more sign-ins. */
  @POST
  @Path("{id}/disable")
  @Administrator
  @Operation(operationId = "disableUser", summary = "Keep a user from signing in")
  @Answer(value = UserView.class, refusals = 403)
  public Response disable(@PathParam("id") String id) {
    return Answers.data(users.disable(current.agent(), Parameters.numberOf(id)));
  }

  /** May sign in again. */
  @POST
  @Path("{id}/enable")
  @Administrator
  @Operation(operationId = "enableUser", summary = "Let a user sign in again")
  @Answer(UserView.class)
  public Response enable(@PathParam("id") String id) {
    return Answers.data(users.enable(current.agent(), Parameters.numberOf(id)));
  }

  /** Has left. */
  @POST
  @Path("{id}/archive")
  @Administrator
  @Operation(operationId = "archiveUser", summary = "Take a user out of the team")
  @Answer(value = UserView.class, refusals = 403)
  public Response archive(@PathParam("id") String id) {
    return Answers.data(users.archive(current.agent(), Parameters.numberOf(id)));
  }

  /** Another role. */
  @PUT
  @Path("{id}/role")
  @Administrator
  @Operation(operationId = "changeUserRole", summary = "Change the role of a user")
  @Takes(body = RoleChange.class)
  @Answer(value = UserView.class, refusals = 403)
  public Response changeRole(@PathParam("id") String id) {
    return Answers.data(
        users.changeRole(
            current.agent(), Parameters.numberOf(id), request.parameters().required("role")));
  }
}
