package io.netia.customers.service;

import io.netia.conversations.service.CustomerColumns;
import io.netia.conversations.service.CustomerView;
import io.netia.customers.Customer;
import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.feed.service.FeedStore;
import io.netia.json.service.Json;
import io.netia.json.service.RawJson;
import io.netia.limits.Budget.Answers;
import io.netia.limits.Budget.Searches;
import io.netia.live.service.LiveEvent;
import io.netia.tenancy.service.DatabaseFailure;
import io.netia.tenancy.service.Row;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.tenancy.service.TenantEntities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Customers of an account; row-level security is what keeps statements to it. The entity serves an
 * agent's change. A page makes its customer, and describes the customer on every page view, with
 * one statement of SQL each, which reads nothing first.
 */
@ApplicationScoped
class CustomerStore {

  private static final String SHOWN =
      "k.id as customer_id, " + CustomerColumns.withMetadata(Answers.METADATA_BYTES);
  private static final String LISTED =
      "k.id as customer_id, " + CustomerColumns.withMetadata(Answers.LISTED_METADATA_BYTES);
  private static final String EXPORTED = "k.id as customer_id, " + CustomerColumns.WITHOUT_METADATA;

  @Inject private TenantEntities entities;
  @Inject private TenantDatabase database;

  /** Adds a customer, in one statement. */
  CustomerView add(UUID account, UUID id, Map<String, @Nullable Object> values) {
    ColumnValues columns = new ColumnValues(values);
    return references(
        () ->
            database.first(
                account,
                "insert into customers as k (id, account_id"
                    + columns.names()
                    + ") values (?, ?"
                    + columns.places()
                    + ") returning "
                    + SHOWN,
                CustomerColumns::view,
                columns.parameters(List.of(id, account))));
  }

  /**
   * A customer about to be changed, locked until the transaction ends, with other {@code metadata}
   * if there is some; the feed notes the change.
   *
   * <p>By one statement of SQL, which enters the account as well. And the lock of Jakarta
   * Persistence would keep messages from being stored that refer to the customer.
   */
  Optional<Customer> lock(UUID account, UUID id, @Nullable Map<String, Object> metadata) {
    String locked =
        metadata == null
            ? "select id from customers where id = ? for no key update"
            : "update customers set metadata = ?::jsonb where id = ? returning id";
    List<Object> parameters = new ArrayList<>();
    if (metadata != null) {
      parameters.add(Json.object(metadata));
    }
    parameters.addAll(List.of(id, account, LiveEvent.CUSTOMER_UPDATED));
    int noted =
        database.update(
            account,
            "with locked as ("
                + locked
                + ") "
                + FeedStore.NOTE_OF_CUSTOMER
                + "select ?, ?, id from locked",
            parameters.toArray());
    return noted > 0
        ? entities.call(account, manager -> Optional.ofNullable(manager.find(Customer.class, id)))
        : Optional.empty();
  }

  /**
   * Writes what was changed of the account's customers so far.
   *
   * @throws ValidationException for a company that the account does not have
   */
  void flush(UUID account) {
    references(() -> Optional.of(entities.call(account, manager -> account)));
  }

  /**
   * A customer that was changed, or is gone.
   *
   * @param version of the row before
   * @param storedAt when the row before was stored
   */
  record Before(long version, Instant storedAt) {

    static Before of(Customer customer) {
      return new Before(customer.version(), customer.updatedAt());
    }
  }

  /**
   * Describes a customer anew, which the feed notes, in one statement.
   *
   * @param kept columns that keep what they hold unless it is blank
   * @throws DomainException not found
   */
  Before describe(
      UUID account, UUID id, Map<String, @Nullable Object> values, Set<String> kept, Instant now) {
    ColumnValues columns = new ColumnValues(values);
    return references(
        () ->
            database.first(
                account,
                "with old as (select version, updated_at from customers where id = ? for no key update),"
                    + " changed as (update customers k set "
                    + columns.assignmentsKeeping(kept)
                    + "version = k.version + 1, updated_at = ? from old where k.id = ?"
                    + " returning k.id, old.version as version, old.updated_at as updated_at),"
                    + " noted as ("
                    + FeedStore.NOTE_OF_CUSTOMER
                    + "select ?, ?, id from changed)"
                    + " select version, updated_at from changed",
                CustomerStore::before,
                columns.parameters(List.of(id), now, id, account, LiveEvent.CUSTOMER_UPDATED)));
  }

  private static Before before(Row row) throws SQLException {
    return new Before(row.integer("version"), row.instant("updated_at"));
  }

  private interface Statement<T> {
    Optional<T> run();
  }

  /** A reference that the account does not have is the caller's mistake and not ours. */
  private static <T> T references(Statement<T> statement) {
    try {
      return statement.run().orElseThrow(DomainException::notFound);
    } catch (DatabaseFailure refused) {
      if (refused.isMissingReference()) {
        throw ValidationException.field(
            refused.constraint().contains("company") ? "company_id" : "account_id",
            "does not exist");
      }
      throw refused;
    }
  }

  Optional<CustomerFull> find(UUID account, UUID id, Set<Expansion> expansions) {
    return database.first(
        account,
        "select " + SHOWN + columns(expansions) + " from customers k where k.id = ?",
        row -> full(row, expansions),
        id);
  }

  List<CustomerFull> list(
      UUID account, CustomerFilter filter, Set<Expansion> expansions, int limit, long offset) {
    database.limit(Searches.TIME);
    return database.list(
        account,
        "select "
            + LISTED
            + columns(expansions)
            + " from customers k where "
            + filter.sql()
            + " order by k.last_seen_at desc, k.id desc limit ? offset ?",
        row -> full(row, expansions),
        filter.parameters(limit, offset));
  }

  /** The same for a spreadsheet, which has no metadata. */
  List<CustomerView> rows(UUID account, CustomerFilter filter, int limit, long offset) {
    database.limit(Searches.TIME);
    return database.list(
        account,
        "select "
            + EXPORTED
            + " from customers k where "
            + filter.sql()
            + " order by k.last_seen_at desc, k.id desc limit ? offset ?",
        CustomerColumns::view,
        filter.parameters(limit, offset));
  }

  long count(UUID account, CustomerFilter filter) {
    database.limit(Searches.TIME);
    return database
        .first(
            account,
            "select count(*) as found from customers k where " + filter.sql(),
            row -> row.count("found"),
            filter.parameters())
        .orElse(0L);
  }

  /** Deletes messages in a customer's conversations, up to a number; answers how many. */
  int deleteMessages(UUID account, UUID customer, int most) {
    return database.update(
        account,
        "delete from messages where id in (select m.id from conversations c join messages m on m.conversation_id = c.id"
            + " where c.customer_id = ? limit ?)",
        customer,
        most);
  }

  /** Removes a row, and with it all that is the customer's. */
  Optional<Before> delete(UUID account, UUID id) {
    return database.first(
        account,
        "delete from customers where id = ? returning version, updated_at",
        CustomerStore::before,
        id);
  }

  /** Those of a customer, locked before the customer is, as by whoever writes to one of them. */
  List<UUID> lockConversations(UUID account, UUID id) {
    return database.list(
        account,
        "select id from conversations where customer_id = ? order by id for no key update",
        row -> row.id("id"),
        id);
  }

  /**
   * The account that a customer belongs to, asked before any account is known. A disabled account
   * has no customers.
   */
  Optional<UUID> accountOf(UUID id) {
    return database
        .lookUp(
            "select find_customer(?) as account_id",
            row -> Optional.ofNullable(row.uuid("account_id")),
            id)
        .flatMap(found -> found)
        .filter(account -> !database.disabledAccounts().contain(account));
  }

  boolean accountExists(UUID account) {
    return database
        .lookUp("select account_exists(?) as found", row -> row.flag("found"), account)
        .orElse(false);
  }

  private static String columns(Set<Expansion> expansions) {
    return expansions.stream().map(Expansion::column).collect(Collectors.joining());
  }

  private static CustomerFull full(Row row, Set<Expansion> expansions) throws SQLException {
    Map<String, RawJson> shown = new LinkedHashMap<>();
    for (Expansion expansion : expansions) {
      String json = row.text("x_" + expansion.name().toLowerCase(Locale.ROOT));
      shown.put(expansion.key(), new RawJson(json == null ? expansion.empty() : json));
    }
    return new CustomerFull(CustomerColumns.view(row), shown);
  }
}
