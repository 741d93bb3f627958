package io.netia.accounts.service;

import io.netia.accounts.AccountSettings;
import io.netia.accounts.OfficeClock;
import io.netia.accounts.WorkingHours;
import io.netia.json.service.JsonColumn;
import io.netia.tenancy.service.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The columns of an account {@code a}, for statements that join it, and how they become a view. */
public final class AccountColumns {

  /** To be selected from {@code accounts a}. */
  public static final String SELECTED =
      "a.id as a_id, a.company_name as a_company_name, a.company_logo_url as a_company_logo_url, a.time_zone as a_time_zone,"
          + " a.subscription_plan as a_subscription_plan, a.settings as a_settings, a.working_hours as a_working_hours";

  private AccountColumns() {}

  /** Makes the view, with what time it is there now. */
  public static AccountView view(Row row, Instant now) throws SQLException {
    String timeZone = row.text("a_time_zone");
    List<WorkingHours> hours =
        List.of(JsonColumn.read(row.string("a_working_hours"), WorkingHours[].class));
    OfficeClock clock = new OfficeClock(timeZone, hours);
    return new AccountView(
        "account",
        row.id("a_id"),
        row.string("a_company_name"),
        row.text("a_company_logo_url"),
        timeZone,
        row.string("a_subscription_plan"),
        JsonColumn.read(row.string("a_settings"), AccountSettings.class),
        hours,
        clock.isOutside(now),
        clock.minutesSinceMidnight(now).orElse(null));
  }
}
