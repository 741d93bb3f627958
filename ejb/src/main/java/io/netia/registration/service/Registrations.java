package io.netia.registration.service;

import io.netia.configuration.service.Settings;
import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.identity.service.CredentialRules;
import io.netia.identity.service.Passwords;
import io.netia.identity.service.SessionStore.Started;
import io.netia.identity.service.Sessions;
import io.netia.identity.service.SignInOrigin;
import io.netia.identity.service.SignedIn;
import io.netia.input.Input;
import io.netia.limits.Budget;
import io.netia.tenancy.service.DatabaseFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/**
 * Registration: a new account, or a seat in the one that invited. Reads company name, invitation,
 * address and password and nothing else; the account and the role of the new user are never the
 * caller's choice.
 */
@ApplicationScoped
public class Registrations {

  static final String REFUSED = "Couldn't create user";
  private static final int TEXT_MAX = 255;

  @Inject private RegistrationStore store;
  @Inject private Sessions sessions;
  @Inject private Passwords passwords;
  @Inject private Settings settings;

  /**
   * Registers and signs in.
   *
   * @param user {@code company_name} or {@code invite_token}; {@code email}, {@code password},
   *     {@code password_confirmation}
   * @throws ValidationException {@code Couldn't create user} with the field errors
   * @throws DomainException 403 for a refused invitation, or when only invited people may register;
   *     429 or 503 when no turn at hashing was to be had
   */
  public SignedIn register(Input user, SignInOrigin origin) {
    Optional<String> invitation = user.text("invite_token", TEXT_MAX);
    if (invitation.isEmpty() && settings.isRegistrationDisabled()) {
      throw DomainException.forbidden("Registration is by invitation only");
    }
    String company =
        invitation.isPresent() ? "" : user.requiredText("company_name", TEXT_MAX).strip();
    String email = CredentialRules.address(user.requiredText("email", TEXT_MAX));
    if (!email.isEmpty() && !CredentialRules.isEmail(email)) {
      user.error("email", "has invalid format");
    }
    String password = password(user);
    if (!user.errors().isEmpty()) {
      throw new ValidationException(REFUSED, user.errors());
    }
    Optional<UUID> invitationId = invitation.map(Registrations::id);
    store.check(invitationId, email);
    String hash = passwords.hash(password, origin.address());
    try {
      Started started =
          invitationId.isPresent()
              ? store.joinAccount(invitationId.get(), email, hash, origin.userAgent())
              : store.openAccount(company, email, hash, origin.userAgent());
      return sessions.signedIn(started, origin);
    } catch (DatabaseFailure refused) {
      if (refused.isDuplicate()) {
        throw RegistrationStore.taken();
      }
      throw refused;
    }
  }

  private static UUID id(String token) {
    return Input.uuidOf(token)
        .orElseThrow(() -> DomainException.forbidden("Invalid invitation token"));
  }

  private static String password(Input user) {
    String password = user.verbatim("password", Budget.SignIn.PASSWORD_CHARACTERS).orElse("");
    if (password.isEmpty()) {
      user.require("password");
    } else if (password.codePointCount(0, password.length()) < CredentialRules.PASSWORD_MIN) {
      user.error(
          "password", "should be at least " + CredentialRules.PASSWORD_MIN + " character(s)");
    }
    if (!password.equals(
        user.verbatim("password_confirmation", Budget.SignIn.PASSWORD_CHARACTERS).orElse(""))) {
      user.error("password_confirmation", "does not match confirmation");
    }
    return password;
  }
}
