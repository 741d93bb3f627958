package io.netia.accounts.rest;

import io.netia.accounts.service.Accounts;
import io.netia.accounts.service.OnboardingStatus;
import io.netia.http.rest.Answers;
import io.netia.identity.rest.Authenticated;
import io.netia.identity.rest.CurrentActor;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.Answer.Wrapping;
import io.netia.openapi.rest.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far the set-up has come; not wrapped in {@code data}. */
@Path("onboarding_status")
@Tag(name = Tags.ACCOUNT)
@ApplicationScoped
public class OnboardingResource {

  @Inject private Accounts accounts;
  @Inject private CurrentActor current;

  /** What is done already. */
  @GET
  @Authenticated
  @Operation(operationId = "getOnboardingStatus", summary = "Show how far the set-up has come")
  @Answer(value = OnboardingStatus.class, as = Wrapping.PLAIN)
  public Response show() {
    return Answers.plain(accounts.onboarding(current.agent()));
  }
}
