package io.netia.identity.rest;

import io.netia.errors.DomainException;
import io.netia.http.rest.Answers;
import io.netia.http.rest.CurrentRequest;
import io.netia.identity.service.Sessions;
import io.netia.identity.service.SignInOrigin;
import io.netia.identity.service.SignedIn;
import io.netia.input.Input;
import io.netia.limits.Budget;
import io.netia.limits.rest.Limit;
import io.netia.limits.rest.RateLimiter;
import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.Answer.Wrapping;
import io.netia.openapi.rest.SessionSchemas.Nothing;
import io.netia.openapi.rest.SessionSchemas.Session;
import io.netia.openapi.rest.SessionSchemas.SignIn;
import io.netia.openapi.rest.Tags;
import io.netia.openapi.rest.Takes;
import io.netia.security.Agent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Signing in and out. */
@Path("session")
@Tag(name = Tags.SESSIONS)
@ApplicationScoped
public class SessionsResource {

  private static final int EMAIL_MAX = 255;

  @Inject private Sessions sessions;
  @Inject private DeviceCookie cookie;
  @Inject private CurrentRequest request;
  @Inject private RateLimiter limits;

  /**
   * Signs in with {@code user.email} and {@code user.password}. The answer sets a cookie by which
   * this browser is known again, and not held up by wrong passwords from elsewhere.
   */
  @POST
  @Public(ignoresToken = true)
  @Operation(
      operationId = "signIn",
      summary = "Sign in",
      description = "Sets a cookie by which the browser is known again.")
  @Takes(body = SignIn.class)
  @Answer(value = Session.class, as = Wrapping.PLAIN, refusals = 401)
  public Response logIn(@CookieParam(DeviceCookie.NAME) @Nullable String device) {
    Input user = request.parameters().wrapped("user");
    String email = user.text("email", EMAIL_MAX).orElse("");
    String password = user.verbatim("password", Budget.SignIn.PASSWORD_CHARACTERS).orElse("");
    limits.acquire(Limit.LOGIN_ADDRESS, request.limitedAddress());
    SignedIn signedIn =
        sessions.logIn(
            email,
            password,
            new SignInOrigin(
                request.limitedAddress(), request.userAgent(), Optional.ofNullable(device)));
    return Response.fromResponse(answer(signedIn)).cookie(cookie.of(signedIn.agent())).build();
  }

  /** Spends the renew token of the {@code Authorization} header for a fresh pair. */
  @POST
  @Path("renew")
  @Public(ignoresToken = true)
  @Operation(operationId = "renewSession", summary = "Spend a renew token for a new pair of tokens")
  @SecurityRequirement(name = Tags.RENEW_TOKEN)
  @Answer(value = Session.class, as = Wrapping.PLAIN, refusals = 401)
  public Response renew(@CookieParam(DeviceCookie.NAME) @Nullable String device) {
    limits.acquire(Limit.LOGIN_ADDRESS, request.limitedAddress());
    return answer(
        sessions.renew(
            request.token().orElseThrow(() -> DomainException.unauthenticated("Invalid token")),
            Optional.ofNullable(device)));
  }

  /** Signs out; the answer is the same whoever asks. */
  @DELETE
  @Public(ignoresToken = true)
  @Operation(
      operationId = "signOut",
      summary = "Sign out",
      description = "Ends the session of the token, if it has one; the answer is always the same.")
  @Answer(Nothing.class)
  public Response logOut() {
    request.token().ifPresent(sessions::logOut);
    return Answers.data(Map.of());
  }

  /**
   * One body for two generations of clients: {@code data} with everything, and {@code user} and
   * {@code token} beside it.
   */
  private static Response answer(SignedIn signedIn) {
    Agent agent = signedIn.agent();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("user_id", agent.userId());
    data.put("email", agent.email());
    data.put("account_id", agent.accountId());
    data.put("token", signedIn.token());
    data.put("renew_token", signedIn.renewToken());
    data.put("subscription", null);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("data", data);
    body.put("user", MeResource.view(agent));
    body.put("token", signedIn.token());
    body.put("renew_token", signedIn.renewToken());
    return Answers.plain(body);
  }
}
