package io.netia.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.openapitools.jackson.nullable.JsonNullable;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AccountTest {

  private static final Instant NOW = Instant.parse("2026-05-08T10:00:00Z");
  private static final WorkingHoursEntry MONDAY = new WorkingHoursEntry("monday", 540, 1020);

  private final Account account = new Account("Acme", NOW);

  private static AccountChange change(
      JsonNullable<@Nullable String> logo,
      @Nullable AccountSettingsChange settings,
      @Nullable List<WorkingHoursEntry> hours) {
    return new AccountChange(
        JsonNullable.undefined(), logo, JsonNullable.undefined(), settings, hours);
  }

  private static AccountSettingsChange reminders(JsonNullable<@Nullable Integer> most) {
    return new AccountSettingsChange(
        JsonNullable.undefined(), JsonNullable.of(true), JsonNullable.undefined(), most);
  }

  @Test
  void a_new_account_is_on_the_plan_without_limits_and_never_closed() {
    assertThat(account.subscriptionPlan()).isEqualTo("team");
    assertThat(account.settings()).isEqualTo(AccountSettings.NONE);
    assertThat(account.officeClock().isOutside(NOW)).isFalse();
  }

  @Test
  void what_is_not_sent_stays_and_null_takes_a_logo_away() {
    account.apply(change(JsonNullable.of("https://acme.example/logo.png"), null, null), NOW);
    account.apply(change(JsonNullable.undefined(), null, null), NOW);
    assertThat(account.companyLogoUrl()).hasValue("https://acme.example/logo.png");
    account.apply(change(JsonNullable.of(null), null, null), NOW);
    assertThat(account.companyLogoUrl()).isEmpty();
    assertThat(account.companyName()).isEqualTo("Acme");
  }

  @Test
  void settings_are_changed_one_by_one_and_hours_as_a_whole() {
    account.apply(
        change(JsonNullable.undefined(), reminders(JsonNullable.of(3)), List.of(MONDAY)), NOW);
    account.apply(change(JsonNullable.undefined(), reminders(JsonNullable.undefined()), null), NOW);
    assertThat(account.settings()).isEqualTo(new AccountSettings(null, true, null, 3));
    assertThat(account.workingWeek().hours())
        .containsExactly(new WorkingHours("monday", 540, 1020));
    account.apply(
        change(JsonNullable.undefined(), reminders(JsonNullable.of(null)), List.of()), NOW);
    assertThat(account.settings()).isEqualTo(new AccountSettings(null, true, null, null));
    assertThat(account.workingWeek()).isEqualTo(WorkingWeek.ALWAYS);
  }

  @Test
  void hours_without_a_day_or_a_time_mean_nothing() {
    assertThat(MONDAY.isMeaningful()).isTrue();
    assertThat(new WorkingHoursEntry(null, 540, 1020).isMeaningful()).isFalse();
    assertThat(new WorkingHoursEntry("monday", null, 1020).isMeaningful()).isFalse();
    assertThat(new WorkingHoursEntry("monday", 540, null).isMeaningful()).isFalse();
  }
}
