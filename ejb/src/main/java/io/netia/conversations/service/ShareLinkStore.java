package io.netia.conversations.service;

import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Rows of links to conversations, by the hashes of their tokens. */
@ApplicationScoped
class ShareLinkStore {

  @Inject private TenantDatabase database;

  /** Deletes the account's expired links, and of one conversation all but the newest. */
  void deleteOldest(UUID account, UUID conversation, int kept, Instant now) {
    database.update(
        account,
        "delete from share_links where expires_at < ? or token_hash in (select token_hash from share_links"
            + " where conversation_id = ? order by inserted_at desc, token_hash offset ?)",
        now,
        conversation,
        kept);
  }

  void add(
      UUID account, String tokenHash, UUID conversation, long userId, Instant end, Instant now) {
    database.update(
        account,
        "insert into share_links (token_hash, account_id, conversation_id, user_id, expires_at, inserted_at) values (?, ?, ?, ?, ?, ?)",
        tokenHash,
        account,
        conversation,
        userId,
        end,
        now);
  }

  /** Deletes all links to a conversation; answers how many there were. */
  int deleteAll(UUID account, UUID conversation) {
    return database.update(
        account, "delete from share_links where conversation_id = ?", conversation);
  }

  /** When a link ends; empty when there is none, or the teammate who gave it is disabled. */
  Optional<Instant> end(UUID account, String tokenHash, UUID conversation) {
    return database.first(
        account,
        "select l.expires_at from share_links l join users u on u.id = l.user_id"
            + " where l.token_hash = ? and l.conversation_id = ? and u.disabled_at is null and u.archived_at is null",
        row -> row.instant("expires_at"),
        tokenHash,
        conversation);
  }
}
