package io.netia.users.rest;

import io.netia.http.rest.Answers;
import io.netia.identity.rest.Authenticated;
import io.netia.identity.rest.CurrentActor;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.Tags;
import io.netia.users.UserProfileChange;
import io.netia.users.service.Profiles;
import io.netia.users.service.UserView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's profile. */
@Path("profile")
@Tag(name = Tags.USERS)
@ApplicationScoped
public class ProfileResource {

  @Inject private Profiles profiles;
  @Inject private CurrentActor current;

  /** The caller with profile. */
  @GET
  @Authenticated
  @Operation(operationId = "getProfile", summary = "Show the caller with the caller's profile")
  @Answer(UserView.class)
  public Response show() {
    return Answers.data(profiles.show(current.agent()));
  }

  /** Changes it. */
  @PUT
  @Authenticated
  @Operation(operationId = "updateProfile", summary = "Change the caller's profile")
  @Answer(UserView.class)
  public Response change(UserProfileChange request) {
    return Answers.data(profiles.change(current.agent(), request));
  }
}
