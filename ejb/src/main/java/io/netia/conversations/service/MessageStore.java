package io.netia.conversations.service;

import io.netia.conversations.Conversation;
import io.netia.errors.DomainException;
import io.netia.json.service.Json;
import io.netia.json.service.RawJson;
import io.netia.limits.Budget.Answers;
import io.netia.limits.Budget.Searches;
import io.netia.tenancy.service.Query;
import io.netia.tenancy.service.Row;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Rows of messages, read as views in one statement each. */
@ApplicationScoped
class MessageStore {

  /** How long an old client's repeat (same author, time and text) is recognised. */
  private static final Duration REPEAT_WINDOW = Duration.ofMinutes(1);

  private static final RawJson NO_FILES = new RawJson("[]");

  private static final String AUTHOR_COLUMNS =
      " u.email as user_email, u.inserted_at as user_inserted_at, u.disabled_at as user_disabled_at, u.archived_at as user_archived_at,"
          + " u.role as user_role, p.id as profile_id, p.full_name as profile_full_name, p.display_name as profile_display_name,"
          + " p.profile_photo_url as profile_photo_url";

  private static final String MESSAGE_COLUMNS =
      "m.id, m.body, m.type, m.content_type, m.private, m.source, m.inserted_at, m.sent_at, m.seen_at, m.conversation_id, m.account_id,"
          + " m.user_id, m.customer_id, m.seq, m.client_id, bounded_json(m.metadata, "
          + Answers.METADATA_BYTES
          + ") as metadata,";

  private static final String FILES =
      " case when m.file_count > 0 then (select jsonb_agg(jsonb_build_object('id', f.id, 'object', 'file', 'file_url', f.file_url,"
          + " 'content_type', f.content_type, 'filename', f.filename) order by mf.inserted_at, f.id) from message_files mf"
          + " join files f on f.id = mf.file_id where mf.message_id = m.id) end as files";

  private static final String SELECT = "select " + MESSAGE_COLUMNS + AUTHOR_COLUMNS + "," + FILES;

  private static final String JOIN_AUTHOR =
      " left join users u on u.id = m.user_id left join user_profiles p on p.user_id = m.user_id";

  private static final String JOIN_CUSTOMER = " left join customers k on k.id = m.customer_id";

  /**
   * What the author adds to a page, in bytes before escaping, beside the room that is kept for it.
   */
  private static final String USER_SIZE =
      "coalesce(octet_length(concat(u.email, p.full_name, p.display_name, p.profile_photo_url)), 0)";

  private static final String BY_SEQ = "%s.seq";
  private static final String BY_SEQ_BACKWARDS = "%s.seq desc";
  private static final String NEWEST_FIRST = "%1$s.inserted_at desc, %1$s.seq desc, %1$s.id desc";

  /** Twenty-five parameters, the account first; see the function in the migrations. */
  private static final String STORE =
      "select * from store_message(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)";

  private static final String BY_CLIENT_ID = "m.client_id = ?";
  private static final String BY_TIME =
      "m.sent_at = ? and m.client_id is null and m.body is not distinct from ? and m.customer_id is not distinct from ?"
          + " and m.user_id is not distinct from ? and m.inserted_at > ?";

  @Inject private TenantDatabase database;

  /**
   * A message as it was stored.
   *
   * @param rowVersion the version of the conversation's row that came of it
   */
  record Stored(MessageView message, String rowVersion) {}

  /**
   * Stores a new message in a conversation that the transaction has locked, and moves that on;
   * empty when it is the repeat of one that is stored already.
   *
   * @param moved how the message leaves the conversation
   * @param isChanged whether that is news by itself
   */
  Optional<Stored> store(Conversation moved, NewMessage message, UUID id, boolean isChanged) {
    return database.first(
        moved.accountId(),
        STORE,
        row -> stored(row, moved, message, id),
        parameters(moved, message, id, isChanged, null));
  }

  /**
   * Stores a new message in a transaction of its own, in one round trip; empty, and nothing done,
   * when the conversation's row has another version by now or the message is a repeat.
   */
  Optional<Stored> storeIfUnchanged(
      Conversation moved, NewMessage message, UUID id, boolean isChanged, String rowVersion) {
    if (database.disabledAccounts().contain(moved.accountId())) {
      // The function enters the account by itself.
      throw DomainException.notFound();
    }
    return database.once(
        STORE,
        row -> stored(row, moved, message, id),
        parameters(moved, message, id, isChanged, rowVersion));
  }

  private static @Nullable Object[] parameters(
      Conversation moved,
      NewMessage message,
      UUID id,
      boolean isChanged,
      @Nullable String rowVersion) {
    Instant now = moved.lastActivityAt();
    return new @Nullable Object[] {
      moved.accountId(),
      moved.id(),
      rowVersion,
      moved.lastSeq(),
      now,
      moved.read(),
      moved.status().wire(),
      moved.closedAt(),
      moved.firstRepliedAt(),
      moved.assigneeId(),
      isChanged,
      id,
      message.author().customerId(),
      message.author().userId(),
      message.body(),
      message.type().wire(),
      message.contentType(),
      message.isPrivate(),
      message.source().wire(),
      message.subject(),
      message.clientId(),
      message.sentAt(),
      now.minus(REPEAT_WINDOW),
      message.metadata(),
      message.fileIds().size()
    };
  }

  private static List<@Nullable Object> repeatParameters(NewMessage message, Instant now) {
    if (message.clientId() != null) {
      return Arrays.<@Nullable Object>asList(message.clientId());
    }
    return message.sentAt() == null
        ? List.<@Nullable Object>of()
        : Arrays.<@Nullable Object>asList(
            message.sentAt(),
            message.body(),
            message.author().customerId(),
            message.author().userId(),
            now.minus(REPEAT_WINDOW));
  }

  /** The message that {@link #store} found to be there already. */
  MessageView repeated(Conversation conversation, NewMessage message, Instant now) {
    boolean byId = message.clientId() != null;
    String sql =
        SELECT
            + ", "
            + CustomerColumns.AUTHOR
            + " from messages m"
            + JOIN_AUTHOR
            + JOIN_CUSTOMER
            + " where m.conversation_id = ? and "
            + (byId ? BY_CLIENT_ID : BY_TIME)
            + " order by m.seq limit 1";
    List<@Nullable Object> parameters = new ArrayList<>(List.of(conversation.id()));
    parameters.addAll(repeatParameters(message, now));
    return database
        .first(conversation.accountId(), sql, row -> view(row, true), parameters.toArray())
        .orElseThrow();
  }

  /** Whether a message was changed since it was stored. */
  boolean isEdited(MessageView message) {
    return database
        .first(
            message.accountId(),
            "select updated_at > inserted_at as edited from messages where id = ?",
            row -> row.flag("edited"),
            message.id())
        .orElse(false);
  }

  /** Links uploaded files of the account to a message; answers how many there were. */
  int attach(UUID account, UUID message, List<UUID> files) {
    return database.update(
        account,
        "insert into message_files (account_id, message_id, file_id) select f.account_id, ?, f.id from files f where f.id = any(?)",
        message,
        files.toArray(UUID[]::new));
  }

  int countFiles(UUID account, List<UUID> files) {
    return database
        .first(
            account,
            "select count(*)::int as found from files where id = any(?)",
            row -> row.integer("found"),
            (Object) files.toArray(UUID[]::new))
        .orElse(0);
  }

  /** Notes who is mentioned; users of other accounts are nobody here. */
  void mention(UUID account, UUID conversation, UUID message, List<Long> users) {
    database.update(
        account,
        "insert into mentions (account_id, conversation_id, message_id, user_id)"
            + " select u.account_id, ?, ?, u.id from users u where u.id = any(?) and u.disabled_at is null and u.archived_at is null",
        conversation,
        message,
        users.toArray(Long[]::new));
  }

  Optional<MessageView> find(UUID account, UUID id) {
    return database.first(
        account,
        SELECT
            + ", "
            + CustomerColumns.AUTHOR
            + " from messages m"
            + JOIN_AUTHOR
            + JOIN_CUSTOMER
            + " where m.id = ?",
        row -> view(row, true),
        id);
  }

  /** Several messages by id, for the feed. */
  List<MessageView> findAll(UUID account, Collection<UUID> ids) {
    return database.list(
        account,
        SELECT
            + ", "
            + CustomerColumns.AUTHOR
            + " from messages m"
            + JOIN_AUTHOR
            + JOIN_CUSTOMER
            + " where m.id = any(?)",
        row -> view(row, true),
        (Object) ids.toArray(UUID[]::new));
  }

  /**
   * The newest messages of several conversations, oldest first within each.
   *
   * @param bytes of each conversation; its newest message comes in any case
   */
  static Query<MessageView> newest(
      Collection<UUID> conversations, int limit, int bytes, boolean withPrivate) {
    return new Query<>(
        SELECT
            + " from unnest(?::uuid[]) as wanted (id) cross join lateral ("
            + fitting(
                "m.conversation_id = wanted.id" + (withPrivate ? "" : " and not m.private"),
                BY_SEQ_BACKWARDS,
                false)
            + ") m"
            + JOIN_AUTHOR
            + " where m.size_before < ? order by m.conversation_id, m.seq",
        row -> view(row, false),
        conversations.toArray(UUID[]::new),
        limit,
        bytes);
  }

  /**
   * Messages {@code m} in an order, at most as many as a parameter, each with the size of those
   * before.
   *
   * @param withCustomer whether the customer who wrote is shown with each
   */
  private static String fitting(String condition, String order, boolean withCustomer) {
    return "select n.*, coalesce(sum(message_size(n.body, n.metadata) + "
        + USER_SIZE
        + (withCustomer ? " + " + CustomerColumns.AUTHOR_SIZE : "")
        + ") over (order by "
        + order.formatted("n")
        + " rows between unbounded preceding and 1 preceding), 0) as size_before, count(*) over () as found"
        + " from (select m.* from messages m where "
        + condition
        + " order by "
        + order.formatted("m")
        + " limit ?) n left join users u on u.id = n.user_id left join user_profiles p on p.user_id = n.user_id"
        + (withCustomer ? " left join customers k on k.id = n.customer_id" : "");
  }

  /** Messages with a higher number than the given one, oldest first. */
  Found after(UUID account, UUID conversation, int afterSeq, Page page) {
    return between(account, conversation, "m.seq > ?", BY_SEQ, afterSeq, page);
  }

  /** The nearest messages with a lower number than the given one, newest first. */
  Found before(UUID account, UUID conversation, int beforeSeq, Page page) {
    return between(account, conversation, "m.seq < ?", BY_SEQ_BACKWARDS, beforeSeq, page);
  }

  /**
   * How much is wanted.
   *
   * @param limit number of messages
   * @param bytes their size, which the last one may exceed
   */
  record Page(int limit, int bytes, boolean withPrivate) {}

  /** Messages of a page, and whether there are more behind it. */
  record Found(List<MessageView> messages, boolean hasMore) {}

  private Found between(
      UUID account, UUID conversation, String range, String order, int seq, Page page) {
    AtomicLong found = new AtomicLong();
    List<MessageView> messages =
        database.list(
            account,
            SELECT
                + ", "
                + CustomerColumns.AUTHOR
                + ", m.found from ("
                + fitting(
                    "m.conversation_id = ? and "
                        + range
                        + (page.withPrivate() ? "" : " and not m.private"),
                    order,
                    true)
                + ") m"
                + JOIN_AUTHOR
                + JOIN_CUSTOMER
                + " where m.size_before < ? order by "
                + order.formatted("m"),
            row -> {
              found.set(row.count("found"));
              return view(row, true);
            },
            conversation,
            seq,
            page.limit() + 1,
            page.bytes());
    List<MessageView> shown = messages.subList(0, Math.min(messages.size(), page.limit()));
    return new Found(shown, found.get() > shown.size());
  }

  /** Messages of the account by a filter, newest first, as far as they fit into one answer. */
  List<MessageView> list(UUID account, MessageFilter filter) {
    database.limit(Searches.TIME);
    Conditions where = filter.conditions();
    where.parameter(filter.limit()).parameter(Answers.MESSAGES_BYTES);
    return database.list(
        account,
        SELECT
            + " from ("
            + fitting(where.sql(), NEWEST_FIRST, false)
            + ") m"
            + JOIN_AUTHOR
            + " where m.size_before < ? order by "
            + NEWEST_FIRST.formatted("m"),
        row -> view(row, false),
        where.parameters());
  }

  long count(UUID account) {
    database.limit(Searches.TIME);
    return database
        .first(account, "select count(*) as found from messages", row -> row.count("found"))
        .orElse(0L);
  }

  /**
   * Stores a changed message.
   *
   * @param isMetadataChanged otherwise it stays as it is stored, which may be more than is shown
   */
  void update(MessageView changed, boolean isMetadataChanged, Instant now) {
    database.update(
        changed.accountId(),
        "update messages set body = ?, content_type = ?, metadata = case when ? then ?::jsonb else metadata end, updated_at = ?"
            + " where id = ?",
        changed.body(),
        changed.contentType(),
        isMetadataChanged,
        changed.metadata() == null ? null : changed.metadata().json(),
        now,
        changed.id());
  }

  void delete(UUID account, UUID id) {
    database.update(account, "delete from messages where id = ?", id);
  }

  /** Marks what the team wrote as seen by the customer; answers how many messages that were. */
  int markSeen(Conversation conversation, Instant now) {
    return database.update(
        conversation.accountId(),
        "update messages set seen_at = ? where conversation_id = ? and seq > ? and seen_at is null and customer_id is null and not private",
        now,
        conversation.id(),
        conversation.customerSeenSeq());
  }

  /** The sender's fields, and what the database adds. */
  private static Stored stored(Row row, Conversation moved, NewMessage message, UUID id)
      throws SQLException {
    Long user = message.author().userId();
    UUID customer = message.author().customerId();
    MessageView view =
        new MessageView(
            id,
            "message",
            message.body(),
            message.type().wire(),
            message.contentType(),
            message.isPrivate(),
            message.source().wire(),
            Json.row(row.instant("stored_at")),
            row.time("stored_sent_at"),
            null,
            moved.id(),
            moved.accountId(),
            user,
            user == null ? null : author(row, user),
            customer,
            NO_FILES,
            json(row.text("stored_metadata")),
            moved.lastSeq(),
            message.clientId(),
            customer == null ? null : CustomerColumns.author(row, customer));
    return new Stored(view, row.string("row_version"));
  }

  static MessageView view(Row row, boolean withCustomer) throws SQLException {
    Long user = row.number("user_id");
    UUID customer = row.uuid("customer_id");
    String files = row.text("files");
    return new MessageView(
        row.id("id"),
        "message",
        row.text("body"),
        row.string("type"),
        row.string("content_type"),
        row.flag("private"),
        row.string("source"),
        Json.row(row.instant("inserted_at")),
        row.time("sent_at"),
        row.time("seen_at"),
        row.id("conversation_id"),
        row.id("account_id"),
        user,
        user == null ? null : author(row, user),
        customer,
        files == null ? NO_FILES : new RawJson(files),
        json(row.text("metadata")),
        row.integer("seq"),
        row.uuid("client_id"),
        withCustomer && customer != null ? CustomerColumns.author(row, customer) : null);
  }

  private static AuthorView author(Row row, long id) throws SQLException {
    AuthorView.Profile profile =
        row.uuid("profile_id") == null
            ? null
            : new AuthorView.Profile(
                row.text("profile_full_name"),
                row.text("profile_display_name"),
                row.text("profile_photo_url"));
    return new AuthorView(
        id,
        "user",
        row.string("user_email"),
        Json.row(row.instant("user_inserted_at")),
        row.time("user_disabled_at"),
        row.time("user_archived_at"),
        row.string("user_role"),
        profile);
  }

  static @Nullable RawJson json(@Nullable String text) {
    return text == null ? null : new RawJson(text);
  }
}
