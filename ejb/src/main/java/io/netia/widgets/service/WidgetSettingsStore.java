package io.netia.widgets.service;

import io.netia.accounts.service.AccountColumns;
import io.netia.errors.DomainException;
import io.netia.limits.Budget.Answers;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.tenancy.service.TenantEntities;
import io.netia.widgets.WidgetReport;
import io.netia.widgets.WidgetSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Rows of widget settings. Where no inbox is named, the account's primary inbox is meant. */
@ApplicationScoped
class WidgetSettingsStore {

  private static final String OF_INBOX =
      " join inboxes i on i.id = w.inbox_id where case when ?::uuid is null then i.is_primary else i.id = ?::uuid end";

  @Inject private TenantDatabase database;
  @Inject private TenantEntities entities;

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

  /** The inbox that is meant. */
  Optional<UUID> inbox(UUID account, Optional<UUID> inbox) {
    UUID wanted = inbox.orElse(null);
    return database.first(
        account,
        "select w.inbox_id from widget_settings w" + OF_INBOX,
        row -> row.id("inbox_id"),
        wanted,
        wanted);
  }

  Optional<WidgetSettingsView> find(UUID account, UUID inbox) {
    return database.first(
        account, "select * from widget_settings where inbox_id = ?", WidgetSettingsView::of, inbox);
  }

  /** Changes the settings of an inbox, one caller after the other. */
  void change(UUID account, UUID inbox, Consumer<WidgetSettings> change) {
    entities.call(
        account,
        manager -> {
          WidgetSettings settings =
              Optional.ofNullable(
                      manager.find(WidgetSettings.class, inbox, LockModeType.PESSIMISTIC_WRITE))
                  .orElseThrow(DomainException::notFound);
          change.accept(settings);
          return settings;
        });
  }

  /** Notes where a widget runs, and that it runs now. One statement: every page may send it. */
  Optional<WidgetSettingsView> report(
      UUID account, Optional<UUID> inbox, WidgetReport report, Instant now) {
    UUID wanted = inbox.orElse(null);
    return database.first(
        account,
        """
        update widget_settings w
        set host = case when ? then ? else host end,
            pathname = case when ? then ? else pathname end,
            last_seen_at = ?, updated_at = ?
        from inboxes i
        where i.id = w.inbox_id
          and case when ?::uuid is null then i.is_primary else i.id = ?::uuid end
        returning w.*""",
        WidgetSettingsView::of,
        report.host().isPresent(),
        report.host().orElse(null),
        report.pathname().isPresent(),
        report.pathname().orElse(null),
        now,
        now,
        wanted,
        wanted);
  }

  List<WidgetSettingsView> list(UUID account) {
    return database.list(
        account,
        "select * from widget_settings order by inserted_at, id limit " + Answers.RECORDS,
        WidgetSettingsView::of);
  }
}
