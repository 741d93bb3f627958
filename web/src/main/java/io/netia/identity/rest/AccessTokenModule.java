package io.netia.identity.rest;

import io.netia.errors.DomainException;
import io.netia.http.rest.Callers;
import io.netia.identity.service.AgentPrincipal;
import io.netia.identity.service.Sessions;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;

/**
 * Authenticates the caller to the container, from the access token in the {@code Authorization}
 * header: the caller's principal is an {@link AgentPrincipal}, the groups are the role.
 *
 * <p>The container calls it for every request, and it does nothing until {@link
 * AuthorizationFilter} asks by {@link HttpServletRequest#authenticate}: pages, health and the
 * handshakes of sockets have no caller. An {@code HttpAuthenticationMechanism} does the same for a
 * higher price (ADR 5).
 */
final class AccessTokenModule implements ServerAuthModule {

  /** Attribute of a request that was refused: the {@link DomainException} to answer. */
  static final String REFUSAL = AccessTokenModule.class.getName() + ".refusal";

  private static final String IS_MANDATORY =
      "jakarta.security.auth.message.MessagePolicy.isMandatory";

  private final Sessions sessions;
  private CallbackHandler container = AccessTokenModule::refuse;

  AccessTokenModule(Sessions sessions) {
    this.sessions = sessions;
  }

  private static void refuse(Callback... callbacks) throws UnsupportedCallbackException {
    throw new UnsupportedCallbackException(callbacks[0], "The container has not begun to call");
  }

  @Override
  @SuppressWarnings("rawtypes")
  public void initialize(
      MessagePolicy request, MessagePolicy response, CallbackHandler handler, Map options) {
    container = handler;
  }

  @Override
  public Class<?>[] getSupportedMessageTypes() {
    return new Class<?>[] {HttpServletRequest.class, HttpServletResponse.class};
  }

  @Override
  public AuthStatus validateRequest(MessageInfo message, Subject caller, Subject service)
      throws AuthException {
    if (!Boolean.parseBoolean((String) message.getMap().get(IS_MANDATORY))) {
      return AuthStatus.SUCCESS;
    }
    HttpServletRequest request = (HttpServletRequest) message.getRequestMessage();
    try {
      identify(caller, sessions.principal(token(request)));
      return AuthStatus.SUCCESS;
    } catch (DomainException refusal) {
      request.setAttribute(REFUSAL, refusal);
      return AuthStatus.SEND_FAILURE;
    }
  }

  private static String token(HttpServletRequest request) {
    return Callers.token(request)
        .orElseThrow(() -> DomainException.unauthenticated("Not authenticated"));
  }

  private void identify(Subject caller, AgentPrincipal principal) throws AuthException {
    try {
      container.handle(
          new Callback[] {
            new CallerPrincipalCallback(caller, principal),
            new GroupPrincipalCallback(caller, principal.getGroups().toArray(String[]::new))
          });
    } catch (IOException | UnsupportedCallbackException failed) {
      AuthException wrapped = new AuthException("The container takes no caller");
      wrapped.initCause(failed);
      throw wrapped;
    }
  }

  @Override
  public AuthStatus secureResponse(MessageInfo message, Subject service) {
    return AuthStatus.SEND_SUCCESS;
  }

  @Override
  public void cleanSubject(MessageInfo message, Subject subject) {
    // Nothing of a caller is kept from one request to the next.
  }
}
