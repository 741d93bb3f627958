package io.netia.accounts.service;

import io.netia.accounts.OfficeClock;
import io.netia.accounts.WorkingHours;
import io.netia.accounts.service.AccountView.Settings;
import io.netia.input.Input;
import io.netia.limits.Budget.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agent may change of the account, laid over what it is now. Errors are noted in the input.
 */
record AccountChanges(
    String companyName,
    @Nullable String companyLogoUrl,
    @Nullable String timeZone,
    Settings settings,
    List<WorkingHours> workingHours) {

  private static final int HOURS_MAX = 50;

  static AccountChanges read(Input fields, AccountView now) {
    return new AccountChanges(
        fields.has("company_name")
            ? fields.requiredText("company_name", Fields.TEXT)
            : now.companyName(),
        fields.has("company_logo_url")
            ? fields.text("company_logo_url", Fields.URL).orElse(null)
            : now.companyLogoUrl(),
        fields.has("time_zone") ? timeZone(fields) : now.timeZone(),
        fields
            .object("settings", Fields.SETTINGS)
            .map(sent -> settings(fields, sent, now.settings()))
            .orElse(now.settings()),
        fields.raw("working_hours").map(sent -> hours(fields, sent)).orElse(now.workingHours()));
  }

  private static @Nullable String timeZone(Input fields) {
    Optional<String> zone = fields.text("time_zone", Fields.TEXT);
    if (zone.isPresent() && !OfficeClock.isTimeZone(zone.get())) {
      fields.error("time_zone", "is invalid");
    }
    return zone.orElse(null);
  }

  /** Keys that were not sent stay as they are. */
  private static Settings settings(Input account, Map<String, Object> sent, Settings now) {
    Input fields = Input.of(sent);
    Settings settings =
        new Settings(
            flag(fields, "disable_automated_reply_emails", now.disableAutomatedReplyEmails()),
            flag(fields, "conversation_reminders_enabled", now.conversationRemindersEnabled()),
            number(
                fields,
                "conversation_reminder_hours_interval",
                now.conversationReminderHoursInterval()),
            number(fields, "max_num_conversation_reminders", now.maxNumConversationReminders()));
    if (!fields.errors().isEmpty()) {
      account.error("settings", "is invalid");
    }
    return settings;
  }

  private static @Nullable Boolean flag(Input fields, String name, @Nullable Boolean now) {
    return fields.has(name) ? fields.bool(name).orElse(null) : now;
  }

  private static @Nullable Integer number(Input fields, String name, @Nullable Integer now) {
    if (!fields.has(name)) {
      return now;
    }
    Optional<Long> number = fields.integer(name);
    if (number.isPresent() && (number.get() < 0 || number.get() > Integer.MAX_VALUE)) {
      fields.error(name, "is invalid");
      return now;
    }
    return number.map(Long::intValue).orElse(null);
  }

  private static List<WorkingHours> hours(Input account, Object sent) {
    List<WorkingHours> hours = new ArrayList<>();
    boolean valid = sent instanceof List<?> list && list.size() <= HOURS_MAX;
    for (Object entry : sent instanceof List<?> list && valid ? list : List.of()) {
      Optional<WorkingHours> read =
          entry instanceof Map<?, ?> map ? hoursOf(map) : Optional.empty();
      read.ifPresent(hours::add);
      valid &= read.isPresent();
    }
    if (!valid) {
      account.error("working_hours", "is invalid");
    }
    return hours;
  }

  @SuppressWarnings("unchecked")
  private static Optional<WorkingHours> hoursOf(Map<?, ?> entry) {
    Input fields = Input.of((Map<String, ?>) entry);
    String day = fields.text("day", Fields.TEXT).orElse("");
    long start = fields.integer("start_minute").orElse(-1L);
    long end = fields.integer("end_minute").orElse(-1L);
    return Optional.of(
            new WorkingHours(
                day, (int) Math.min(start, Short.MAX_VALUE), (int) Math.min(end, Short.MAX_VALUE)))
        .filter(hours -> fields.errors().isEmpty() && hours.meansSomething());
  }
}
