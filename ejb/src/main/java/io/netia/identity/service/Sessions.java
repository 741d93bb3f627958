package io.netia.identity.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netia.crypto.service.SecretBox;
import io.netia.errors.Busy;
import io.netia.errors.DomainException;
import io.netia.identity.service.AccessTokens.Claims;
import io.netia.identity.service.SessionStore.Credential;
import io.netia.identity.service.SessionStore.Renewed;
import io.netia.identity.service.SessionStore.Started;
import io.netia.identity.service.SessionStore.State;
import io.netia.live.service.Bus;
import io.netia.live.service.LiveEvent;
import io.netia.security.Actor;
import io.netia.security.Agent;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Signing in and out, and finding whom a token belongs to.
 *
 * <p>Holds no transaction of its own: a password is never hashed while a database connection is
 * held. The state of a session is remembered for a second, and forgotten at once when its end is
 * announced on the bus, so an ended session is refused everywhere within a second.
 */
@ApplicationScoped
public class Sessions {

  private static final Duration REMEMBERED = Duration.ofSeconds(1);
  private static final int REMEMBERED_MOST = 20_000;

  private final Cache<UUID, State> states =
      Caffeine.newBuilder().maximumSize(REMEMBERED_MOST).expireAfterWrite(REMEMBERED).build();

  @Inject private SessionStore store;
  @Inject private AccessTokens tokens;
  @Inject private Passwords passwords;
  @Inject private SignInGuard guard;
  @Inject private DeviceTokens devices;
  @Inject private SecretBox box;
  @Inject private Bus bus;

  @PostConstruct
  void listen() {
    bus.subscribe(this::forget);
  }

  private void forget(LiveEvent event) {
    if (event.event().equals("disconnect")) {
      states.invalidateAll();
    }
  }

  /**
   * Signs in with a password.
   *
   * @throws DomainException 401 {@code Invalid email or password}, the same for an unknown address;
   *     401 for a disabled user; 429 after wrong passwords, see {@link SignInGuard}; 429 or 503
   *     when no turn at hashing was to be had
   */
  public SignedIn logIn(String email, String password, SignInOrigin origin) {
    String name = CredentialRules.address(email);
    Optional<Credential> credential = store.credential(name);
    Optional<String> device =
        credential.flatMap(found -> devices.deviceOf(found.userId(), origin.deviceToken()));
    SignInGuard.Attempt attempt =
        guard.begin(
            name,
            device.orElseGet(origin::address),
            () ->
                device.isPresent()
                    || credential.filter(found -> isKnown(found, origin)).isPresent());
    if (!isRight(password, credential, origin, attempt)) {
      attempt.failed();
      throw DomainException.unauthenticated("Invalid email or password");
    }
    attempt.succeeded();
    Credential found = credential.orElseThrow();
    if (found.ended()) {
      throw DomainException.disabled();
    }
    return signedIn(
        store
            .begin(found, origin.userAgent())
            .orElseThrow(() -> DomainException.unauthenticated("Invalid email or password")),
        origin);
  }

  private boolean isRight(
      String password,
      Optional<Credential> credential,
      SignInOrigin origin,
      SignInGuard.Attempt attempt) {
    Optional<String> hash = credential.flatMap(found -> Optional.ofNullable(found.passwordHash()));
    try {
      return passwords.matches(password, hash, origin.address());
    } catch (Busy notTried) {
      attempt.abandoned();
      throw notTried;
    }
  }

  private boolean isKnown(Credential user, SignInOrigin origin) {
    return store.isKnownAddress(
        user.accountId(), user.userId(), addressHash(user.userId(), origin));
  }

  /** Keyed: who only has the database cannot try all addresses. */
  private String addressHash(long userId, SignInOrigin origin) {
    return HexFormat.of()
        .formatHex(box.sign("address of a sign-in", userId + " " + origin.address()));
  }

  /** Hands out tokens for a session that was just begun, and remembers from where. */
  public SignedIn signedIn(Started started, SignInOrigin origin) {
    Agent agent = started.agent();
    store.rememberAddress(
        agent.accountId(), agent.sessionId(), addressHash(agent.userId(), origin));
    return new SignedIn(agent, tokens.issue(agent), started.renewToken());
  }

  /**
   * Spends a renew token for a fresh pair.
   *
   * @param deviceToken what the browser got when somebody signed in with it, see {@link
   *     DeviceTokens}
   * @throws DomainException 401 when the token is unknown, spent or expired, or the user is
   *     disabled; a token that was spent a while ago also ends its session, unless a device of the
   *     user shows it
   */
  public SignedIn renew(String renewToken, Optional<String> deviceToken) {
    Renewed renewed =
        store
            .renew(renewToken, user -> devices.deviceOf(user, deviceToken).isPresent())
            .orElseThrow(() -> DomainException.unauthenticated("Invalid token"));
    if (renewed.state().ended()) {
      throw DomainException.disabled();
    }
    Agent agent = renewed.state().agent();
    return new SignedIn(agent, tokens.issue(agent), renewed.renewToken());
  }

  /**
   * Ends the session of an access token, its renew token included; quiet when the token is not
   * ours.
   */
  public void logOut(String accessToken) {
    tokens.read(accessToken).ifPresent(claims -> store.end(claims.accountId(), claims.sessionId()));
  }

  /**
   * Ends every session of a user of the caller's account; open sockets are closed on every node.
   */
  public void endAllOf(Actor actor, long userId) {
    store.endAllOf(actor.accountId(), userId);
  }

  /** Which of these sessions have ended; for sockets, which ask for a token only once. */
  public Set<UUID> endedAmong(Collection<UUID> sessions) {
    return sessions.isEmpty() ? Set.of() : store.endedAmong(sessions);
  }

  /** Whether this installation made the access token, however old it is. */
  public boolean isOurs(String accessToken) {
    return tokens.read(accessToken).isPresent();
  }

  /**
   * Who an access token belongs to, with the role the user has now.
   *
   * @throws DomainException 401 when the token is not ours, expired or of an ended session, or the
   *     user is disabled
   */
  public Agent authenticate(String accessToken) {
    Claims claims =
        tokens
            .verify(accessToken)
            .orElseThrow(() -> DomainException.unauthenticated("Not authenticated"));
    State state = states.getIfPresent(claims.sessionId());
    if (state == null) {
      state =
          store
              .state(claims.accountId(), claims.sessionId())
              .orElseThrow(() -> DomainException.unauthenticated("Not authenticated"));
      states.put(claims.sessionId(), state);
    }
    if (state.ended()) {
      throw DomainException.disabled();
    }
    return state.agent();
  }
}
