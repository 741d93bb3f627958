package io.netia.identity.service;

import io.netia.actors.Agent;
import io.netia.actors.Role;
import io.netia.live.service.Live;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.Topics;
import io.netia.tenancy.service.Row;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows behind {@link Sessions}: each method is one short transaction, so that no password is hashed
 * while a connection is held.
 */
@Stateless
public class SessionStore {

  static final Duration LIFETIME = Duration.ofDays(30);
  private static final int AGENT_MAX = 255;

  @Inject private TenantDatabase database;
  @Inject private Live live;
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

  /** Begins a session of a user; answers it with its renew token. */
  public Started begin(UUID accountId, long userId, Optional<String> userAgent) {
    UUID session = UUID.randomUUID();
    String renewToken = OpaqueToken.random();
    Instant now = clock.instant();
    database.update(
        accountId,
        "insert into sessions (id, account_id, user_id, renew_token_hash, user_agent, expires_at, inserted_at, updated_at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
        session,
        accountId,
        userId,
        OpaqueToken.hash(renewToken),
        userAgent.map(text -> text.substring(0, Math.min(text.length(), AGENT_MAX))).orElse(null),
        now.plus(LIFETIME),
        now,
        now);
    return new Started(state(accountId, session).orElseThrow().agent(), renewToken);
  }

  /** Spends a renew token: empty when it is unknown, spent, expired or of an ended session. */
  public Optional<Renewed> renew(String renewToken) {
    String hash = OpaqueToken.hash(renewToken);
    return database
        .lookUp(
            "select session_id, account_id from find_session_by_renew_token(?)",
            row -> new Place(row.id("account_id"), row.id("session_id")),
            hash)
        .flatMap(place -> spend(place, hash));
  }

  private Optional<Renewed> spend(Place place, String hash) {
    String next = OpaqueToken.random();
    Instant now = clock.instant();
    int spent =
        database.update(
            place.accountId(),
            "update sessions set spent_renew_token_hash = renew_token_hash, spent_at = ?, renew_token_hash = ?, expires_at = ?,"
                + " updated_at = ? where id = ? and renew_token_hash = ? and revoked_at is null and expires_at > ?",
            now,
            OpaqueToken.hash(next),
            now.plus(LIFETIME),
            now,
            place.sessionId(),
            hash,
            now);
    return spent == 0
        ? Optional.empty()
        : state(place.accountId(), place.sessionId()).map(state -> new Renewed(state, next));
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
    live.announce(LiveEvent.of(Topics.sessionSockets(session), "disconnect", "{}"));
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
    live.announce(LiveEvent.of(Topics.userSockets(userId), "disconnect", "{}"));
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

  private record Place(UUID accountId, UUID sessionId) {}

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
