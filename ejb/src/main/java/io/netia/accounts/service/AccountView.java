package io.netia.accounts.service;

import io.netia.accounts.Account;
import io.netia.accounts.AccountSettings;
import io.netia.accounts.OfficeClock;
import io.netia.accounts.WorkingHours;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as widgets and its agents see it.
 *
 * @param currentMinutesSinceMidnight in the account's time zone, null without one
 */
public record AccountView(
    String object,
    UUID id,
    String companyName,
    @Nullable String companyLogoUrl,
    @Nullable String timeZone,
    String subscriptionPlan,
    AccountSettings settings,
    List<WorkingHours> workingHours,
    boolean isOutsideWorkingHours,
    @Nullable Double currentMinutesSinceMidnight) {

  static AccountView of(Account account, Instant now) {
    OfficeClock clock = account.officeClock();
    return new AccountView(
        "account",
        account.id(),
        account.companyName(),
        account.companyLogoUrl().orElse(null),
        account.timeZone().orElse(null),
        account.subscriptionPlan(),
        account.settings(),
        account.workingWeek().hours(),
        clock.isOutside(now),
        clock.minutesSinceMidnight(now).orElse(null));
  }
}
