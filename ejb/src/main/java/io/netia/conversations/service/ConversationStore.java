package io.netia.conversations.service;

import io.netia.conversations.Conversation;
import io.netia.conversations.ConversationPriority;
import io.netia.conversations.ConversationSource;
import io.netia.conversations.ConversationStatus;
import io.netia.conversations.Revision;
import io.netia.input.WireName;
import io.netia.limits.Budget.Answers;
import io.netia.tenancy.service.Row;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of conversations. */
@ApplicationScoped
class ConversationStore {

  private static final String PLAIN_COLUMNS =
      "c.id, c.account_id, c.customer_id, c.inbox_id, c.assignee_id, c.status, c.priority, c.source, c.read, c.subject,"
          + " c.first_replied_at, c.closed_at, c.archived_at, c.last_activity_at, c.last_seq, c.customer_seen_seq, c.inserted_at,"
          + " c.updated_at, c.version, c.edit_count";

  /** For what is shown: a conversation read by these is never saved. */
  static final String SHOWN_COLUMNS =
      PLAIN_COLUMNS + ", bounded_json(c.metadata, " + Answers.METADATA_BYTES + ") as metadata";

  private static final String FIND =
      "select " + PLAIN_COLUMNS + ", c.metadata from conversations c where c.id = ?";

  private static final String SAVE =
      "update conversations set inbox_id = ?, assignee_id = ?, status = ?, priority = ?, source = ?, read = ?, subject = ?,"
          + " metadata = ?::jsonb, first_replied_at = ?, closed_at = ?, archived_at = ?, last_activity_at = ?, last_seq = ?,"
          + " customer_seen_seq = ?, updated_at = ?, version = version + 1 where id = ?";

  private static final String ADD =
      "insert into conversations (id, account_id, customer_id, inbox_id, assignee_id, status, priority, source, read, subject, metadata,"
          + " closed_at, last_activity_at, inserted_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)";

  @Inject private TenantDatabase database;
  @Inject private ConversationVersionCache recent;

  Optional<Conversation> find(UUID account, UUID id) {
    return database.first(account, FIND, ConversationStore::conversation, id);
  }

  /**
   * Finds and locks until the end of the transaction: whoever writes to a conversation does so
   * alone.
   */
  Optional<Conversation> lock(UUID account, UUID id) {
    return database.first(
        account, FIND + " for no key update", ConversationStore::conversation, id);
  }

  /** The account of a conversation; asked before any account is known. */
  Optional<UUID> account(UUID id) {
    return database.lookUp(
        "select account_id from find_conversation(?)", row -> row.id("account_id"), id);
  }

  void save(Conversation changed) {
    recent.forget(changed.id());
    database.update(
        changed.accountId(),
        SAVE,
        changed.inboxId(),
        changed.assigneeId(),
        changed.status().wire(),
        changed.priority().wire(),
        changed.source().wire(),
        changed.read(),
        changed.subject(),
        changed.metadata(),
        changed.firstRepliedAt(),
        changed.closedAt(),
        changed.archivedAt(),
        changed.lastActivityAt(),
        changed.lastSeq(),
        changed.customerSeenSeq(),
        changed.updatedAt(),
        changed.id());
  }

  /**
   * A message of a conversation that the transaction has locked was edited or deleted.
   *
   * @param isForCustomer whether the customer could see it
   */
  void edited(Conversation conversation, boolean isForCustomer, Instant now) {
    recent.forget(conversation.id());
    database.update(
        conversation.accountId(),
        "update conversations set version = version + 1, edit_count = edit_count + ?, updated_at = ? where id = ?",
        isForCustomer ? 1 : 0,
        now,
        conversation.id());
  }

  /** Locks all with this value in a column; the column's name is the code's own. */
  List<UUID> lockWhere(UUID account, String column, Object value) {
    return database.list(
        account,
        "select id from conversations where " + column + " = ? order by id for no key update",
        row -> row.id("id"),
        value);
  }

  /** For what is shown, in the order of their ids. */
  List<Conversation> findAll(UUID account, Collection<UUID> ids) {
    return database.list(
        account,
        "select " + SHOWN_COLUMNS + " from conversations c where c.id = any(?) order by c.id",
        ConversationStore::conversation,
        (Object) ids.toArray(UUID[]::new));
  }

  /**
   * Gives conversations that the transaction has locked another value in a column.
   *
   * @param isStep whether each of them is announced: else their steps are not counted either
   */
  void change(
      UUID account,
      List<UUID> ids,
      String column,
      @Nullable Object value,
      boolean isStep,
      Instant now) {
    ids.forEach(recent::forget);
    database.update(
        account,
        "update conversations set "
            + column
            + " = ?, version = version + ?, updated_at = ? where id = any(?)",
        value,
        isStep ? 1 : 0,
        now,
        ids.toArray(UUID[]::new));
  }

  void add(Conversation begun) {
    database.update(
        begun.accountId(),
        ADD,
        begun.id(),
        begun.accountId(),
        begun.customerId(),
        begun.inboxId(),
        begun.assigneeId(),
        begun.status().wire(),
        begun.priority().wire(),
        begun.source().wire(),
        begun.read(),
        begun.subject(),
        begun.metadata(),
        begun.closedAt(),
        begun.lastActivityAt(),
        begun.createdAt(),
        begun.updatedAt());
  }

  /** Notes that a user has seen all mentions in a conversation. */
  void markMentionsSeen(UUID account, UUID id, long userId, Instant now) {
    database.update(
        account,
        "update mentions set seen_at = ?, updated_at = ? where conversation_id = ? and user_id = ? and seen_at is null",
        now,
        now,
        id,
        userId);
  }

  void delete(UUID account, UUID id) {
    recent.forget(id);
    database.update(account, "delete from conversations where id = ?", id);
  }

  /** Deletes the oldest messages of a conversation, up to a number; answers how many. */
  int deleteMessages(UUID account, UUID id, int most) {
    return database.update(
        account,
        "delete from messages where id in (select id from messages where conversation_id = ? order by seq limit ?)",
        id,
        most);
  }

  Optional<UUID> primaryInbox(UUID account) {
    return database.first(account, "select id from inboxes where is_primary", row -> row.id("id"));
  }

  boolean hasCustomer(UUID account, UUID customer) {
    return exists(account, "customers", customer);
  }

  boolean hasInbox(UUID account, UUID inbox) {
    return exists(account, "inboxes", inbox);
  }

  boolean hasUser(UUID account, long user) {
    return exists(account, "users", user);
  }

  private boolean exists(UUID account, String table, Object id) {
    return database
        .first(account, "select 1 from " + table + " where id = ?", row -> true, id)
        .isPresent();
  }

  static Conversation conversation(Row row) throws SQLException {
    return new Conversation(
        row.id("id"),
        row.id("account_id"),
        row.id("customer_id"),
        row.uuid("inbox_id"),
        row.number("assignee_id"),
        WireName.of(ConversationStatus.class, row.string("status")),
        WireName.of(ConversationPriority.class, row.string("priority")),
        WireName.of(ConversationSource.class, row.string("source")),
        row.flag("read"),
        row.text("subject"),
        row.text("metadata"),
        row.time("first_replied_at"),
        row.time("closed_at"),
        row.time("archived_at"),
        row.instant("last_activity_at"),
        row.integer("last_seq"),
        row.integer("customer_seen_seq"),
        row.instant("inserted_at"),
        row.instant("updated_at"),
        new Revision(row.integer("version"), row.instant("updated_at"), row.integer("edit_count")));
  }
}
