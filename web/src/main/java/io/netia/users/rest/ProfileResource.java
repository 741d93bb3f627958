package io.netia.users.rest;

import io.netia.http.rest.Answers;
import io.netia.identity.rest.Authenticated;
import io.netia.identity.rest.CurrentActor;
import io.netia.users.UserProfileChange;
import io.netia.users.service.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The caller's profile. */
@Path("profile")
@ApplicationScoped
public class ProfileResource {

  @Inject private Profiles profiles;
  @Inject private CurrentActor current;

  /** The caller with profile. */
  @GET
  @Authenticated
  public Response show() {
    return Answers.data(profiles.show(current.agent()));
  }

  /** Changes it. */
  @PUT
  @Authenticated
  public Response change(UserProfileChange request) {
    return Answers.data(profiles.change(current.agent(), request));
  }
}
