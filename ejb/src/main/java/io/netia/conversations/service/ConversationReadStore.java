package io.netia.conversations.service;

import io.netia.conversations.Conversation;
import io.netia.json.service.RawJson;
import io.netia.limits.Budget.Answers;
import io.netia.tenancy.service.Query;
import io.netia.tenancy.service.Row;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Conversations with what belongs to them, read in two statements: one for the conversations, one
 * for their messages.
 */
@ApplicationScoped
class ConversationReadStore {

  private static final String CUSTOMER =
      ", " + CustomerColumns.withMetadata(Answers.CUSTOMER_METADATA_BYTES);

  private static final String TAGS =
      ", (select jsonb_agg(jsonb_build_object('id', t.id, 'object', 'tag', 'name', t.name, 'description', t.description, 'color', t.color,"
          + " 'created_at', to_char(t.inserted_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS'),"
          + " 'updated_at', to_char(t.updated_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS')) order by t.name)"
          + " from conversation_tags ct join tags t on t.id = ct.tag_id where ct.conversation_id = c.id) as tags";

  /**
   * Of everybody who is mentioned what is unseen and newest comes before a second one of anybody.
   */
  private static final String MENTIONS =
      ", (select jsonb_agg(jsonb_build_object('id', n.id, 'object', 'mention', 'account_id', n.account_id,"
          + " 'created_at', to_char(n.inserted_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS'),"
          + " 'seen_at', to_char(n.seen_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'),"
          + " 'conversation_id', n.conversation_id, 'message_id', n.message_id, 'user_id', n.user_id,"
          + " 'user', jsonb_build_object('id', u.id, 'object', 'user', 'email', u.email,"
          + " 'created_at', to_char(u.inserted_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS'),"
          + " 'disabled_at', to_char(u.disabled_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'),"
          + " 'archived_at', to_char(u.archived_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), 'role', u.role))"
          + " order by n.inserted_at, n.id) from (select r.*, row_number() over"
          + " (partition by r.user_id order by r.seen_at is not null, r.inserted_at desc, r.id) as place"
          + " from mentions r where r.conversation_id = c.id order by place, r.inserted_at desc, r.id limit "
          + Answers.LISTED_MENTIONS
          + ") n join users u on u.id = n.user_id) as mentions";

  private static final String ACTIVITY = "c.last_activity_at desc, c.id desc";
  private static final String NEWEST = "c.inserted_at desc, c.id desc";

  private static final String FROM =
      " from conversations c join customers k on k.id = c.customer_id where ";
  private static final RawJson NONE = new RawJson("[]");

  @Inject private TenantDatabase database;

  /**
   * What of a conversation is wanted.
   *
   * @param messages how many of the newest
   * @param messagesBytes their size; the newest one comes in any case
   */
  record Wanted(
      int messages, int messagesBytes, boolean privateMessages, boolean tags, boolean mentions) {}

  /**
   * A page of a list, newest activity first, with their newest messages.
   *
   * @param after the last conversation of the page before
   */
  List<ConversationFull> page(
      UUID account,
      ConversationFilter filter,
      Optional<PageCursor> after,
      int limit,
      Wanted wanted) {
    Conditions where = filter.conditions();
    after.ifPresent(
        last -> where.and("(c.last_activity_at, c.id) < (?, ?)", last.lastActivityAt(), last.id()));
    return list(account, where, ACTIVITY, limit, wanted);
  }

  /** The same customer's conversation before one, unless it is archived. */
  Optional<ConversationFull> previous(UUID account, Conversation conversation, Wanted wanted) {
    return list(
            account,
            ofCustomer(conversation.customerId())
                .and("(c.inserted_at, c.id) < (?, ?)", conversation.createdAt(), conversation.id()),
            NEWEST,
            1,
            wanted)
        .stream()
        .findFirst();
  }

  /** Other conversations of the same customer that are not archived, newest activity first. */
  List<ConversationFull> related(
      UUID account, Conversation conversation, int limit, Wanted wanted) {
    return list(
        account,
        ofCustomer(conversation.customerId()).and("c.id <> ?", conversation.id()),
        ACTIVITY,
        limit,
        wanted);
  }

  /** The newest open chats of a customer, of one inbox if one is named. */
  List<ConversationFull> openChats(
      UUID account, UUID customer, Optional<UUID> inbox, int limit, Wanted wanted) {
    Conditions where = ofCustomer(customer).and("c.source = 'chat'").and("c.status = 'open'");
    inbox.ifPresent(id -> where.and("c.inbox_id = ?", id));
    return list(account, where, NEWEST, limit, wanted);
  }

  private static Conditions ofCustomer(UUID customer) {
    return new Conditions().and("c.customer_id = ?", customer).and("c.archived_at is null");
  }

  /** One conversation with its newest messages, unless it is archived. */
  Optional<ConversationFull> unarchived(UUID account, UUID id, Wanted wanted) {
    return list(
            account,
            new Conditions().and("c.id = ?", id).and("c.archived_at is null"),
            NEWEST,
            1,
            wanted)
        .stream()
        .findFirst();
  }

  private List<ConversationFull> list(
      UUID account, Conditions where, String order, int limit, Wanted wanted) {
    Query<ConversationFull> query = bare(where, order, limit, wanted);
    database.together(account, query);
    return withMessages(account, query.rows(), wanted);
  }

  /** One conversation with its newest messages, in one round trip. */
  Optional<ConversationFull> one(UUID account, UUID id, Wanted wanted) {
    Query<ConversationFull> conversation =
        bare(new Conditions().and("c.id = ?", id), NEWEST, 1, wanted);
    Query<MessageView> newest =
        MessageStore.newest(
            List.of(id), wanted.messages(), wanted.messagesBytes(), wanted.privateMessages());
    database.together(account, conversation, newest);
    return conversation.rows().stream().findFirst().map(full -> full.with(newest.rows()));
  }

  private static Query<ConversationFull> bare(
      Conditions where, String order, int limit, Wanted wanted) {
    where.parameter(limit);
    return new Query<>(
        "select "
            + ConversationStore.SHOWN_COLUMNS
            + CUSTOMER
            + (wanted.tags() ? TAGS : ", null as tags")
            + (wanted.mentions() ? MENTIONS : ", null as mentions")
            + FROM
            + where.sql()
            + " order by "
            + order
            + " limit ?",
        row ->
            new ConversationFull(
                ConversationView.of(ConversationStore.conversation(row)),
                CustomerColumns.view(row),
                List.of(),
                array(row, "tags"),
                array(row, "mentions")),
        where.parameters());
  }

  private List<ConversationFull> withMessages(
      UUID account, List<ConversationFull> conversations, Wanted wanted) {
    if (conversations.isEmpty()) {
      return conversations;
    }
    List<UUID> ids = conversations.stream().map(full -> full.conversation().id()).toList();
    Query<MessageView> newest =
        MessageStore.newest(
            ids, wanted.messages(), wanted.messagesBytes(), wanted.privateMessages());
    database.together(account, newest);
    Map<UUID, List<MessageView>> byConversation =
        newest.rows().stream().collect(Collectors.groupingBy(MessageView::conversationId));
    return conversations.stream()
        .map(full -> full.with(byConversation.getOrDefault(full.conversation().id(), List.of())))
        .toList();
  }

  /** Number of conversations, counted no further than the cap. */
  long count(UUID account, ConversationFilter filter, long cap) {
    Conditions where = filter.conditions();
    where.parameter(cap);
    return database
        .first(
            account,
            "select count(*) as found from (select 1 from conversations c where "
                + where.sql()
                + " limit ?) counted",
            row -> row.count("found"),
            where.parameters())
        .orElse(0L);
  }

  /** How much is unread for a user, in one statement however many inboxes there are. */
  UnreadCounts unread(UUID account, long userId) {
    Map<UUID, Long> inboxes = new LinkedHashMap<>();
    long[] sums = new long[6];
    database.list(
        account,
        "select inbox_id, count(*) filter (where status = 'open') as open,"
            + " count(*) filter (where status = 'open' and assignee_id = ?) as assigned,"
            + " count(*) filter (where status = 'open' and priority = 'priority') as priority,"
            + " count(*) filter (where status = 'open' and assignee_id is null) as unassigned,"
            + " count(*) filter (where status = 'closed') as closed,"
            + " (select count(distinct n.conversation_id) from mentions n join conversations o on o.id = n.conversation_id"
            + " where n.user_id = ? and n.seen_at is null and o.status = 'open' and o.archived_at is null) as mentioned"
            + " from conversations where archived_at is null and not read group by inbox_id",
        row -> {
          UUID inbox = row.uuid("inbox_id");
          if (inbox != null) {
            inboxes.put(inbox, row.count("open"));
          }
          sums[0] += row.count("open");
          sums[1] += row.count("assigned");
          sums[2] += row.count("priority");
          sums[3] += row.count("unassigned");
          sums[4] += row.count("closed");
          sums[5] = row.count("mentioned");
          return inbox == null;
        },
        userId,
        userId);
    return new UnreadCounts(
        new UnreadCounts.Buckets(sums[0], sums[1], sums[2], sums[0], sums[3], sums[4], sums[5]),
        inboxes);
  }

  private static RawJson array(Row row, String column) throws SQLException {
    String json = row.text(column);
    return json == null ? NONE : new RawJson(json);
  }

  /** Customers by id. */
  List<CustomerView> customers(UUID account, Collection<UUID> ids) {
    return database.list(
        account,
        "select k.id as customer_id" + CUSTOMER + " from customers k where k.id = any(?)",
        CustomerColumns::view,
        (Object) ids.toArray(UUID[]::new));
  }
}
