package io.netia.users.rest;

import io.netia.http.rest.Answers;
import io.netia.identity.rest.Authenticated;
import io.netia.identity.rest.CurrentActor;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.Tags;
import io.netia.users.UserSettingsChange;
import io.netia.users.service.Profiles;
import io.netia.users.service.UserSettingsView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's notification settings. */
@Path("user_settings")
@Tag(name = Tags.USERS)
@ApplicationScoped
public class UserSettingsResource {

  @Inject private Profiles profiles;
  @Inject private CurrentActor current;

  /** The caller's settings. */
  @GET
  @Authenticated
  @Operation(operationId = "getUserSettings", summary = "Show the caller's notification settings")
  @Answer(UserSettingsView.class)
  public Response show() {
    return Answers.data(profiles.settings(current.agent()));
  }

  /** Changes them. */
  @PUT
  @Authenticated
  @Operation(
      operationId = "updateUserSettings",
      summary = "Change the caller's notification settings")
  @Answer(UserSettingsView.class)
  public Response change(UserSettingsChange request) {
    return Answers.data(profiles.changeSettings(current.agent(), request));
  }
}
