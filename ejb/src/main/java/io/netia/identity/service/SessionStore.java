package io.netia.identity.service;

import io.netia.identity.Session;
import io.netia.identity.service.RenewTokens.Place;
import io.netia.limits.Budget;
import io.netia.live.service.AfterCommitEvents;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.Topics;
import io.netia.security.Agent;
import io.netia.security.Role;
import io.netia.tenancy.service.Row;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.tenancy.service.TenantEntities;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows behind {@link Sessions}: each method is one short transaction, so that no password is hashed
 * while a connection is held.
 */
@Stateless
public class SessionStore {

  private static final Logger LOG = System.getLogger(SessionStore.class.getName());

  @Inject private TenantEntities entities;
  @Inject private TenantDatabase database;
  @Inject private RenewTokens tokens;
  @Inject private AfterCommitEvents afterCommit;
  @Inject private Clock clock;

  /** Who may be trying to sign in with this address. */
  public Optional<Credential> credential(String email) {
    return database
        .lookUp(
            "select user_id, account_id from find_login(?)",
            row -> new Login(row.count("user_id"), row.id("account_id")),
            email)
        .flatMap(
            login ->
                database.first(
                    login.accountId(),
                    "select password_hash, disabled_at, archived_at from users where id = ?",
                    row ->
                        new Credential(
                            login.accountId(),
                            login.userId(),
                            row.text("password_hash"),
                            ended(row)),
                    login.userId()));
  }

  /**
   * Begins a session of a user whose password was right a moment ago. Empty when the password was
   * changed meanwhile, or the user disabled: that ended all sessions, and this one would outlive
   * it.
   */
  public Optional<Started> begin(Credential checked, Optional<String> userAgent) {
    // Held until the end: who changes the user now comes after this session, and ends it as well.
    return database
        .first(
            checked.accountId(),
            "select id from users where id = ? and password_hash = ? and disabled_at is null and archived_at is null for share",
            row -> row.count("id"),
            checked.userId(),
            checked.passwordHash())
        .map(user -> begin(checked.accountId(), user, userAgent));
  }

  /**
   * Begins a session of a user, and ends the oldest beyond what a user may have; answers it with
   * its renew token.
   */
  public Started begin(UUID accountId, long userId, Optional<String> userAgent) {
    UUID id = UUID.randomUUID();
    String renewToken = tokens.first(accountId, id);
    Instant now = clock.instant();
    Session session =
        new Session(id, accountId, userId, OpaqueToken.hash(renewToken), userAgent, now);
    entities.call(
        accountId,
        manager -> {
          manager.persist(session);
          return session;
        });
    endOldest(accountId, userId, id, now);
    return new Started(state(accountId, id).orElseThrow().agent(), renewToken);
  }

  private void endOldest(UUID accountId, long userId, UUID begun, Instant now) {
    database
        .list(
            accountId,
            "select id from sessions where user_id = ? and id <> ? and revoked_at is null and expires_at > ?"
                + " order by updated_at desc, id offset ?",
            row -> row.id("id"),
            userId,
            begun,
            now,
            Budget.SignIn.SESSIONS_PER_USER - 1)
        .forEach(oldest -> end(accountId, oldest));
  }

  /** Notes from where a session was begun, as a keyed hash. */
  public void rememberAddress(UUID accountId, UUID session, String addressHash) {
    database.update(
        accountId, "update sessions set address_hash = ? where id = ?", addressHash, session);
  }

  /** Whether a user signed in from this address, as a keyed hash, within the last weeks. */
  public boolean isKnownAddress(UUID accountId, long userId, String addressHash) {
    return database
        .first(
            accountId,
            "select id from sessions where user_id = ? and address_hash = ? limit 1",
            row -> row.id("id"),
            userId,
            addressHash)
        .isPresent();
  }

  /**
   * Spends a renew token: empty when it is unknown, expired, of an ended session or already spent.
   * A spent one that comes again after a while was copied: then its session ends, since nobody
   * knows which of the two holders is the right one. Unless both it and the last renewal come from
   * a device of the user: in another tab there, a page goes on with the token that it began with.
   *
   * @param isOnDevice whether the caller's browser is known as one of a user
   */
  public Optional<Renewed> renew(String renewToken, LongPredicate isOnDevice) {
    return placeOf(renewToken)
        .flatMap(
            place ->
                renewal(place, renewToken, isOnDevice)
                    .flatMap(
                        token ->
                            state(place.accountId(), place.sessionId())
                                .map(state -> new Renewed(state, token))));
  }

  private Optional<Place> placeOf(String renewToken) {
    return database
        .lookUp(
            "select session_id, account_id from find_session_by_renew_token(?)",
            row -> new Place(row.id("account_id"), row.id("session_id")),
            OpaqueToken.hash(renewToken))
        .or(() -> tokens.placeOf(renewToken));
  }

  /** The session is locked: of two who spend one token the second finds it spent. */
  private Optional<String> renewal(Place place, String renewToken, LongPredicate isOnDevice) {
    Instant now = clock.instant();
    return entities.call(
        place.accountId(),
        manager ->
            Optional.ofNullable(
                    manager.find(Session.class, place.sessionId(), LockModeType.PESSIMISTIC_WRITE))
                .filter(session -> session.isActive(now))
                .flatMap(
                    session ->
                        session.isCurrent(OpaqueToken.hash(renewToken))
                            ? Optional.of(spend(session, renewToken, isOnDevice, now))
                            : current(session, renewToken, isOnDevice, now)));
  }

  private String spend(Session session, String renewToken, LongPredicate isOnDevice, Instant now) {
    String next = tokens.successor(renewToken, session.accountId(), session.id());
    session.renew(OpaqueToken.hash(next), isOnDevice.test(session.userId()), now);
    return next;
  }

  /** The token that a session has now, for whoever may come once more with a spent one. */
  private Optional<String> current(
      Session session, String spentToken, LongPredicate isOnDevice, Instant now) {
    Optional<String> current =
        tokens.follower(
            spentToken,
            new Place(session.accountId(), session.id()),
            session.renewTokenHash(),
            session.renewalsBehind(isOnDevice.test(session.userId()), now));
    if (current.isEmpty() && !session.isJustRenewed(now)) {
      LOG.log(
          Level.WARNING,
          "Session {0} ended: a renew token that it had spent was used again",
          session.id());
      session.revoke(now);
      announceEnd(session.id());
    }
    return current;
  }

  /** The user of a living session. */
  public Optional<State> state(UUID accountId, UUID session) {
    return database.first(
        accountId,
        "select u.id, u.email, u.role, u.disabled_at, u.archived_at from sessions s join users u on u.id = s.user_id"
            + " where s.id = ? and s.revoked_at is null and s.expires_at > ?",
        row ->
            new State(
                new Agent(
                    accountId,
                    row.count("id"),
                    row.string("email"),
                    Role.of(row.string("role")),
                    session),
                ended(row)),
        session,
        clock.instant());
  }

  /** Which of these sessions have ended, or their users, in one query over all accounts. */
  public Set<UUID> endedAmong(Collection<UUID> sessions) {
    return database
        .lookUp(
            "select coalesce(string_agg(ended::text, ','), '') as ended from ended_sessions(?, ?) as ended",
            row -> ids(row.string("ended")),
            sessions.toArray(UUID[]::new),
            clock.instant())
        .orElse(Set.of());
  }

  /** Ends one session and its sockets. */
  public void end(UUID accountId, UUID session) {
    Instant now = clock.instant();
    database.update(
        accountId,
        "update sessions set revoked_at = ?, updated_at = ? where id = ? and revoked_at is null",
        now,
        now,
        session);
    announceEnd(session);
  }

  private void announceEnd(UUID session) {
    afterCommit.announce(LiveEvent.of(Topics.sessionSockets(session), "disconnect", "{}"));
  }

  /** Ends every session of a user and all of the user's sockets. */
  public void endAllOf(UUID accountId, long userId) {
    Instant now = clock.instant();
    database.update(
        accountId,
        "update sessions set revoked_at = ?, updated_at = ? where user_id = ? and revoked_at is null",
        now,
        now,
        userId);
    afterCommit.announce(LiveEvent.of(Topics.userSockets(userId), "disconnect", "{}"));
  }

  private static Set<UUID> ids(String list) {
    return list.isEmpty()
        ? Set.of()
        : Arrays.stream(list.split(",")).map(UUID::fromString).collect(Collectors.toSet());
  }

  private static boolean ended(Row row) throws SQLException {
    return row.time("disabled_at") != null || row.time("archived_at") != null;
  }

  private record Login(long userId, UUID accountId) {}

  /** What a sign-in is checked against. */
  public record Credential(
      UUID accountId, long userId, @Nullable String passwordHash, boolean ended) {}

  /** A session just begun. */
  public record Started(Agent agent, String renewToken) {}

  /** A session whose renew token was just spent. */
  public record Renewed(State state, String renewToken) {}

  /** The user of a session, and whether that user was disabled or archived. */
  public record State(Agent agent, boolean ended) {}
}
