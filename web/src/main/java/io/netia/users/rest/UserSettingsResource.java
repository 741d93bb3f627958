package io.netia.users.rest;

import io.netia.http.rest.Answers;
import io.netia.identity.rest.Authenticated;
import io.netia.identity.rest.CurrentActor;
import io.netia.users.UserSettingsChange;
import io.netia.users.service.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The caller's notification settings. */
@Path("user_settings")
@ApplicationScoped
public class UserSettingsResource {

  @Inject private Profiles profiles;
  @Inject private CurrentActor current;

  /** The caller's settings. */
  @GET
  @Authenticated
  public Response show() {
    return Answers.data(profiles.settings(current.agent()));
  }

  /** Changes them. */
  @PUT
  @Authenticated
  public Response change(UserSettingsChange request) {
    return Answers.data(profiles.changeSettings(current.agent(), request));
  }
}
