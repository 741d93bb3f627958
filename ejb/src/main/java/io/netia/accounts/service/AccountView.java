package io.netia.accounts.service;

import io.netia.accounts.WorkingHours;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as widgets and its agents see it (API shape AccountBasic).
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
    Settings settings,
    List<WorkingHours> workingHours,
    boolean isOutsideWorkingHours,
    @Nullable Double currentMinutesSinceMidnight) {

  /** What the account wants of automatic mails and reminders; null is "not set". */
  public record Settings(
      @Nullable Boolean disableAutomatedReplyEmails,
      @Nullable Boolean conversationRemindersEnabled,
      @Nullable Integer conversationReminderHoursInterval,
      @Nullable Integer maxNumConversationReminders) {}
}
