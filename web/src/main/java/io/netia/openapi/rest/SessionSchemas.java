package io.netia.openapi.rest;

import io.netia.limits.Budget;
import io.netia.limits.Budget.Fields;
import io.netia.requests.Characters;
import io.netia.requests.Required;
import io.netia.security.Role;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Signing in, registration and who the caller is. */
public final class SessionSchemas {

  private SessionSchemas() {}

  /** Who signs in. */
  public record SignIn(@Required Credentials user) {}

  /** An address and a password. */
  public record Credentials(
      @Schema(example = "ada@example.com") @Required @Characters(max = Fields.TEXT) String email,
      @Required @Characters(max = Budget.SignIn.PASSWORD_CHARACTERS) String password) {}

  /** Who registers. */
  public record Registration(@Required NewUser user) {}

  /** A new user with an account of its own, or in the account that invited. */
  public record NewUser(
      @Schema(description = "Name of the new account; needed without `invite_token`.")
          @Characters(max = Fields.TEXT)
          @Nullable String companyName,
      @Schema(description = "The id of an invitation: joins the account that invited.")
          @Nullable UUID inviteToken,
      @Schema(example = "ada@example.com") @Required @Characters(max = Fields.TEXT) String email,
      @Schema(minLength = 8) @Required @Characters(max = Budget.SignIn.PASSWORD_CHARACTERS)
          String password,
      @Schema(description = "The password once more.") @Required String passwordConfirmation) {}

  /** A pair of tokens after registration. */
  public record Registered(String token, String renewToken, UUID accountId, long userId) {}

  /** The caller. */
  public record Me(
      long id, String email, UUID accountId, @Schema(implementation = Role.class) String role) {}

  /** A pair of tokens. */
  public record Session(
      SessionData data,
      @Schema(description = "The caller.") Me user,
      String token,
      String renewToken) {}

  /** The pair once more, as older clients read it. */
  public record SessionData(
      long userId,
      String email,
      UUID accountId,
      String token,
      String renewToken,
      @Schema(description = "Always null.") @Nullable Map<String, Object> subscription) {}

  /** An empty object. */
  public record Nothing() {}
}
