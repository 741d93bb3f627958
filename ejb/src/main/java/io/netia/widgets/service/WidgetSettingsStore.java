package io.netia.widgets.service;

import io.netia.accounts.service.AccountColumns;
import io.netia.limits.Budget.Answers;
import io.netia.sql.service.ColumnAssignments;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of widget settings. Where no inbox is named, the account's primary inbox is meant. */
@ApplicationScoped
class WidgetSettingsStore {

  private static final String OF_INBOX =
      " join inboxes i on i.id = w.inbox_id where case when ?::uuid is null then i.is_primary else i.id = ?::uuid end";

  @Inject private TenantDatabase database;

  /** Settings and account in one statement: every page with a widget asks for them. */
  Optional<WidgetSettingsDetails> full(UUID account, Optional<UUID> inbox, Instant now) {
    UUID wanted = inbox.orElse(null);
    return database.first(
        account,
        "select w.*, "
            + AccountColumns.SELECTED
            + " from widget_settings w join accounts a on a.id = w.account_id"
            + OF_INBOX,
        row -> new WidgetSettingsDetails(WidgetSettingsView.of(row), AccountColumns.view(row, now)),
        wanted,
        wanted);
  }

  Optional<UUID> idOf(UUID account, Optional<UUID> inbox) {
    UUID wanted = inbox.orElse(null);
    return database.first(
        account,
        "select w.id from widget_settings w" + OF_INBOX,
        row -> row.id("id"),
        wanted,
        wanted);
  }

  Optional<WidgetSettingsView> find(UUID account, UUID id) {
    return database.first(
        account, "select * from widget_settings where id = ?", WidgetSettingsView::of, id);
  }

  /** Writes columns of the settings. */
  void change(UUID account, UUID id, Map<String, @Nullable Object> values, Instant now) {
    ColumnAssignments columns = new ColumnAssignments(values);
    database.update(
        account,
        "update widget_settings set " + columns.assignments() + "updated_at = ? where id = ?",
        columns.parameters(List.of(), now, id));
  }

  List<WidgetSettingsView> list(UUID account) {
    return database.list(
        account,
        "select * from widget_settings order by inserted_at, id limit " + Answers.RECORDS,
        WidgetSettingsView::of);
  }
}
