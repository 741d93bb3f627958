package io.netia.conversations.service;

import io.netia.crypto.service.SecretBox;
import io.netia.errors.DomainException;
import io.netia.identity.service.OpaqueToken;
import io.netia.limits.Budget.Links;
import io.netia.security.Agent;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Links to one conversation for anyone who has them. One ends after {@link Links#LIFETIME}, when
 * the team takes it back, with the conversation, and while the teammate who gave it is disabled.
 */
@ApplicationScoped
class ShareLinks {

  @Inject private TenantDatabase database;
  @Inject private SecretBox box;
  @Inject private Clock clock;

  /** The token of a new link; the oldest ones of the conversation make room for it. */
  String give(Agent agent, UUID conversation) {
    Instant now = clock.instant();
    String token = OpaqueToken.random();
    database.update(
        agent.accountId(),
        "delete from share_links where expires_at < ? or token_hash in (select token_hash from share_links"
            + " where conversation_id = ? order by inserted_at desc, token_hash offset ?)",
        now,
        conversation,
        Links.PER_CONVERSATION - 1);
    database.update(
        agent.accountId(),
        "insert into share_links (token_hash, account_id, conversation_id, user_id, expires_at, inserted_at) values (?, ?, ?, ?, ?, ?)",
        OpaqueToken.hash(token),
        agent.accountId(),
        conversation,
        agent.userId(),
        now.plus(Links.LIFETIME),
        now);
    return token;
  }

  /** Takes back all links to a conversation; answers how many there were. */
  int takeBack(Agent agent, UUID conversation) {
    return database.update(
        agent.accountId(), "delete from share_links where conversation_id = ?", conversation);
  }

  /**
   * Checks a token for a conversation of an account.
   *
   * @return names for the people in the conversation that mean nothing outside of this link
   * @throws DomainException 403, when there is no such link, or it is over
   */
  Pseudonyms open(UUID account, UUID conversation, String token) {
    Optional<Instant> end =
        database.first(
            account,
            "select l.expires_at from share_links l join users u on u.id = l.user_id"
                + " where l.token_hash = ? and l.conversation_id = ? and u.disabled_at is null and u.archived_at is null",
            row -> row.instant("expires_at"),
            OpaqueToken.hash(token),
            conversation);
    if (end.orElseThrow(ShareLinks::notValid).isBefore(clock.instant())) {
      throw DomainException.forbidden("The link has expired");
    }
    return new Pseudonyms(id -> box.sign("share link", token + '\0' + id));
  }

  static DomainException notValid() {
    return DomainException.forbidden("The link is not valid");
  }
}
