package io.netia.feed.service;

import io.netia.tenancy.service.Row;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows of the account feed. */
@ApplicationScoped
public class FeedStore {

  /** For statements that note what they do to a customer: account, event and customer follow. */
  public static final String NOTE_OF_CUSTOMER =
      "insert into feed (account_id, event, customer_id) ";

  @Inject private TenantDatabase database;

  /** Notes something about a conversation. */
  public void add(UUID account, String event, UUID conversation) {
    database.update(
        account,
        "insert into feed (account_id, event, conversation_id) values (?, ?, ?)",
        account,
        event,
        conversation);
  }

  /** Notes the same about several conversations. */
  public void addAll(UUID account, String event, List<UUID> conversations) {
    database.update(
        account,
        "insert into feed (account_id, event, conversation_id) select ?, ?, id from unnest(?::uuid[]) as changed (id)",
        account,
        event,
        conversations.toArray(UUID[]::new));
  }

  /** Notes that the customer has seen a conversation's messages up to a number. */
  public void addSeen(UUID account, UUID conversation, int seq, Instant at) {
    database.update(
        account,
        "insert into feed (account_id, event, conversation_id, seq, inserted_at) values (?, 'messages:seen', ?, ?, ?)",
        account,
        conversation,
        seq,
        at);
  }

  /** Notes something about a customer. */
  public void addCustomer(UUID account, String event, UUID customer) {
    database.update(account, NOTE_OF_CUSTOMER + "values (?, ?, ?)", account, event, customer);
  }

  /** Notes something about a message. */
  public void add(UUID account, String event, UUID conversation, UUID message, int seq) {
    database.update(
        account,
        "insert into feed (account_id, event, conversation_id, message_id, seq) values (?, ?, ?, ?, ?)",
        account,
        event,
        conversation,
        message,
        seq);
  }

  /**
   * The oldest transaction still open: everything below it is final, everything from it on may
   * still appear.
   */
  Horizon horizon(UUID account) {
    return database
        .first(
            account,
            "select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, feed_epoch() as epoch",
            row -> new Horizon(row.string("horizon"), row.string("epoch")))
        .orElseThrow();
  }

  /** Which transactions the database knows, asked for no account. */
  Optional<Snapshot> snapshot() {
    return database.lookUp(
        "select pg_snapshot_xmin(s)::text as open_from, pg_snapshot_xmax(s)::text as next"
            + " from pg_current_snapshot() as s",
        row ->
            new Snapshot(
                Long.parseLong(row.string("open_from")), Long.parseLong(row.string("next"))));
  }

  /**
   * Final rows after a place, in order, and which transactions the database knew then.
   *
   * @param limit how many are looked at
   * @param bytes of the messages that they name; the last one may exceed it, others are left out
   */
  Rows after(UUID account, String xid, long id, int limit, int bytes) {
    List<Found> found =
        database.list(
            account,
            """
            select s.open_from::text as open_from, s.next::text as next, s.epoch, f.xid::text as xid, f.id, f.event,
              f.conversation_id, f.message_id, f.customer_id, f.seq, f.inserted_at, f.found
            from (
                select pg_snapshot_xmin(pg_current_snapshot()) as open_from, pg_snapshot_xmax(pg_current_snapshot()) as next,
                  feed_epoch() as epoch
              ) s
              left join lateral (
                select e.*, count(*) over () as found,
                  coalesce(sum(e.size) over (order by e.xid, e.id rows between unbounded preceding and 1 preceding), 0) as size_before
                from (
                    select n.*, (select message_size(m.body, m.metadata) from messages m where m.id = n.message_id) as size
                    from feed n
                    where n.account_id = ? and (n.xid, n.id) > (?::xid8, ?) and n.xid < s.open_from
                    order by n.xid, n.id limit ?
                  ) e
              ) f on f.size_before < ?
            order by f.xid, f.id
            """,
            row ->
                new Found(
                    row.count("open_from"),
                    row.count("next"),
                    row.string("epoch"),
                    row.integer("found"),
                    row.number("id") == null ? Optional.empty() : Optional.of(entry(row))),
            account,
            xid,
            id,
            limit,
            bytes);
    return new Rows(
        found.stream().flatMap(row -> row.entry().stream()).toList(),
        found.get(0).openFrom(),
        found.get(0).next(),
        found.get(0).epoch(),
        found.get(0).count());
  }

  private static Entry entry(Row row) throws SQLException {
    return new Entry(
        row.string("xid"),
        row.count("id"),
        row.string("event"),
        row.uuid("conversation_id"),
        row.uuid("message_id"),
        row.uuid("customer_id"),
        row.integer("seq"),
        row.instant("inserted_at"));
  }

  private record Found(long openFrom, long next, String epoch, int count, Optional<Entry> entry) {}

  /**
   * Where the feed ends for now.
   *
   * @param xid id of the oldest transaction still open, in decimal
   * @param epoch which numbering of transactions the id is of
   */
  record Horizon(String xid, String epoch) {}

  /**
   * The transactions of the database at one moment.
   *
   * @param openFrom id of the oldest that is open
   * @param next id of the next to begin
   */
  record Snapshot(long openFrom, long next) {}

  /**
   * What a look at the feed has found.
   *
   * @param openFrom id of the oldest transaction that was still open
   * @param next id of the next transaction to begin
   * @param epoch which numbering of transactions these ids are of
   * @param count how many there are within the limit, those left out for their size included
   */
  record Rows(List<Entry> entries, long openFrom, long next, String epoch, int count) {}

  /** A row of the feed; {@code seq} is 0 when it is about no message. */
  record Entry(
      String xid,
      long id,
      String event,
      @Nullable UUID conversationId,
      @Nullable UUID messageId,
      @Nullable UUID customerId,
      int seq,
      Instant at) {

    /** What it is about: a message, a customer, or else the conversation. */
    UUID subject() {
      return Stream.of(messageId, customerId, conversationId)
          .filter(Objects::nonNull)
          .findFirst()
          .orElseThrow();
    }
  }
}
