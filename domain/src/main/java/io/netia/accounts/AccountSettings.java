package io.netia.accounts;

import org.jspecify.annotations.Nullable;

/** What an account wants of automatic mails and reminders; null is "not set". */
public record AccountSettings(
    @Nullable Boolean disableAutomatedReplyEmails,
    @Nullable Boolean conversationRemindersEnabled,
    @Nullable Integer conversationReminderHoursInterval,
    @Nullable Integer maxNumConversationReminders) {

  /** Nothing is set. */
  public static final AccountSettings NONE = new AccountSettings(null, null, null, null);

  /** The settings with what was sent; what was not stays. */
  AccountSettings with(AccountSettingsChange change) {
    return new AccountSettings(
        change.disableAutomatedReplyEmails().orElse(disableAutomatedReplyEmails),
        change.conversationRemindersEnabled().orElse(conversationRemindersEnabled),
        change.conversationReminderHoursInterval().orElse(conversationReminderHoursInterval),
        change.maxNumConversationReminders().orElse(maxNumConversationReminders));
  }
}
