package io.netia.accounts.rest;

import io.netia.accounts.service.Accounts;
import io.netia.http.rest.Answers;
import io.netia.identity.rest.Authenticated;
import io.netia.identity.rest.CurrentActor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** How far the set-up has come; not wrapped in {@code data}. */
@Path("onboarding_status")
@ApplicationScoped
public class OnboardingResource {

  @Inject private Accounts accounts;
  @Inject private CurrentActor current;

  /** What is done already. */
  @GET
  @Authenticated
  public Response show() {
    return Answers.plain(accounts.onboarding(current.agent()));
  }
}
