package io.netia.registration.rest;

import io.netia.http.rest.Answers;
import io.netia.http.rest.CurrentRequest;
import io.netia.identity.rest.DeviceCookie;
import io.netia.identity.rest.Public;
import io.netia.identity.service.SignInOrigin;
import io.netia.identity.service.SignedIn;
import io.netia.input.Input;
import io.netia.limits.rest.Limit;
import io.netia.limits.rest.RateLimiter;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.SessionSchemas.Registered;
import io.netia.openapi.rest.SessionSchemas.Registration;
import io.netia.openapi.rest.Tags;
import io.netia.openapi.rest.Takes;
import io.netia.registration.service.Registrations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Registration. Invalid input is answered 422, where deployed clients also know 500 with the same
 * body.
 */
@Path("registration")
@Tag(name = Tags.SESSIONS)
@ApplicationScoped
public class RegistrationsResource {

  @Inject private Registrations registrations;
  @Inject private DeviceCookie cookie;
  @Inject private CurrentRequest request;
  @Inject private RateLimiter limits;

  /** Opens an account, or joins the one that invited, and signs in. */
  @POST
  @Public(ignoresToken = true)
  @Operation(
      operationId = "register",
      summary = "Open an account, or join the one that invited, and sign in")
  @Takes(body = Registration.class)
  @Answer(value = Registered.class, refusals = 403)
  public Response register() {
    Input user = request.parameters().wrapped("user");
    limits.acquire(Limit.REGISTRATION, request.limitedAddress());
    SignedIn signedIn =
        registrations.register(
            user,
            new SignInOrigin(request.limitedAddress(), request.userAgent(), Optional.empty()));
    Response answer =
        Answers.data(
            Map.of(
                "token", signedIn.token(),
                "renew_token", signedIn.renewToken(),
                "account_id", signedIn.agent().accountId(),
                "user_id", signedIn.agent().userId()));
    return Response.fromResponse(answer).cookie(cookie.of(signedIn.agent())).build();
  }
}
