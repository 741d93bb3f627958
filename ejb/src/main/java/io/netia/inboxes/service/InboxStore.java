package io.netia.inboxes.service;

import io.netia.limits.Budget.Answers;
import io.netia.sql.service.ColumnAssignments;
import io.netia.tenancy.service.Row;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of inboxes, and what hangs on them. */
@ApplicationScoped
class InboxStore {

  private static final String SELECT =
      "select id, account_id, name, description, slug, is_primary, is_private from inboxes";

  @Inject private TenantDatabase database;

  /** The primary one first, then in the order they were made. */
  List<InboxView> list(UUID account) {
    return database.list(
        account,
        SELECT + " order by is_primary desc, inserted_at, id limit " + Answers.RECORDS,
        InboxStore::view);
  }

  Optional<InboxView> find(UUID account, UUID id) {
    return database.first(account, SELECT + " where id = ?", InboxStore::view, id);
  }

  /**
   * Adds an inbox with its widget settings: there are some from the beginning, so that reading them
   * never writes.
   */
  void add(UUID account, UUID id, Map<String, @Nullable Object> values) {
    ColumnAssignments columns = new ColumnAssignments(values);
    database.update(
        account,
        "insert into inboxes (id, account_id"
            + columns.names()
            + ") values (?, ?"
            + columns.places()
            + ")",
        columns.parameters(List.of(id, account)));
    database.update(
        account, "insert into widget_settings (account_id, inbox_id) values (?, ?)", account, id);
  }

  /** Writes columns of an inbox. */
  void change(UUID account, UUID id, Map<String, @Nullable Object> values, Instant now) {
    ColumnAssignments columns = new ColumnAssignments(values);
    database.update(
        account,
        "update inboxes set "
            + columns.assignments()
            + "version = version + 1, updated_at = ? where id = ?",
        columns.parameters(List.of(), now, id));
  }

  void lock(UUID account, UUID id) {
    database.list(
        account, "select id from inboxes where id = ? for update", row -> row.id("id"), id);
  }

  void delete(UUID account, UUID id) {
    database.update(account, "delete from inboxes where id = ?", id);
  }

  Optional<InboxView> primary(UUID account) {
    return database.first(account, SELECT + " where is_primary", InboxStore::view);
  }

  /**
   * Takes hold of the account's primary inbox, so that two who name a new one go one after the
   * other.
   */
  Optional<UUID> lockPrimary(UUID account) {
    return database.first(
        account, "select id from inboxes where is_primary for update", row -> row.id("id"));
  }

  private static InboxView view(Row row) throws SQLException {
    return new InboxView(
        row.id("id"),
        "inbox",
        row.string("name"),
        row.text("description"),
        row.text("slug"),
        row.flag("is_primary"),
        row.flag("is_private"),
        row.id("account_id"));
  }
}
