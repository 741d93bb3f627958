package io.netia.customers.service;

import io.netia.conversations.service.CustomerView;
import io.netia.customers.CustomerFields;
import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.json.service.Json;
import io.netia.json.service.RawJson;
import io.netia.limits.Budget.Answers;
import io.netia.limits.Budget.Searches;
import io.netia.sql.service.ColumnAssignments;
import io.netia.tenancy.service.DatabaseFailure;
import io.netia.tenancy.service.Row;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of customers. */
@ApplicationScoped
class CustomerStore {

  private static final String PLAIN_COLUMNS =
      "k.id, k.name, k.email, k.inserted_at, k.updated_at, k.phone, k.external_id, k.profile_photo_url, k.company_id, k.host, k.pathname,"
          + " k.current_url, k.browser, k.os, k.first_seen, k.last_seen_at, k.ip, k.time_zone";
  private static final String COLUMNS = withMetadata(Answers.METADATA_BYTES);
  private static final String ANONYMOUS = "Anonymous User";

  @Inject private TenantDatabase database;

  /** Adds a row; the column names come from {@link CustomerFields} and nowhere else. */
  CustomerView add(UUID account, UUID id, Map<String, @Nullable Object> values) {
    ColumnAssignments columns = new ColumnAssignments(values);
    return references(
        () ->
            database.first(
                account,
                "insert into customers as k (id, account_id"
                    + columns.names()
                    + ") values (?, ?"
                    + columns.places()
                    + ") returning "
                    + COLUMNS,
                CustomerStore::view,
                columns.parameters(List.of(id, account))));
  }

  /**
   * A customer that was changed, or is gone.
   *
   * @param version of the row before
   * @param storedAt when the row before was stored
   */
  record Before(long version, Instant storedAt) {}

  /**
   * Changes columns of a row.
   *
   * @throws DomainException not found
   */
  Before update(UUID account, UUID id, Map<String, @Nullable Object> values, Instant now) {
    return update(account, id, values, Set.of(), now);
  }

  /**
   * Changes columns of a row.
   *
   * @param kept columns that keep what they hold unless it is blank
   * @throws DomainException not found
   */
  Before update(
      UUID account, UUID id, Map<String, @Nullable Object> values, Set<String> kept, Instant now) {
    ColumnAssignments columns = new ColumnAssignments(values);
    return references(
        () ->
            database.first(
                account,
                "with old as (select version, updated_at from customers where id = ? for no key update)"
                    + " update customers k set "
                    + columns.assignmentsKeeping(kept)
                    + "version = k.version + 1, updated_at = ? from old where k.id = ?"
                    + " returning old.version as version, old.updated_at as updated_at",
                CustomerStore::before,
                columns.parameters(List.of(id), now, id)));
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
        "select " + COLUMNS + columns(expansions) + " from customers k where k.id = ?",
        row -> full(row, expansions),
        id);
  }

  List<CustomerFull> list(
      UUID account, CustomerFilter filter, Set<Expansion> expansions, int limit, long offset) {
    database.limit(Searches.TIME);
    return database.list(
        account,
        "select "
            + withMetadata(Answers.LISTED_METADATA_BYTES)
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
            + PLAIN_COLUMNS
            + ", null as metadata from customers k where "
            + filter.sql()
            + " order by k.last_seen_at desc, k.id desc limit ? offset ?",
        CustomerStore::view,
        filter.parameters(limit, offset));
  }

  private static String withMetadata(int bytes) {
    return PLAIN_COLUMNS + ", bounded_json(k.metadata, " + bytes + ") as metadata";
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
    return new CustomerFull(view(row), shown);
  }

  private static CustomerView view(Row row) throws SQLException {
    String name = row.text("name");
    String email = row.text("email");
    String metadata = row.text("metadata");
    return new CustomerView(
        row.id("id"),
        "customer",
        name,
        email,
        Json.row(row.instant("inserted_at")),
        Json.row(row.instant("updated_at")),
        row.text("phone"),
        row.text("external_id"),
        row.text("profile_photo_url"),
        row.uuid("company_id"),
        row.text("host"),
        row.text("pathname"),
        row.text("current_url"),
        row.text("browser"),
        row.text("os"),
        metadata == null ? null : new RawJson(metadata),
        name != null ? name : email != null ? email : ANONYMOUS,
        row.date("first_seen"),
        row.instant("last_seen_at"),
        row.text("ip"),
        row.text("time_zone"));
  }
}
