package io.netia.accounts;

import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/** What is to be changed of an account's settings; what is absent stays. */
public record AccountSettingsChange(
    JsonNullable<@Nullable Boolean> disableAutomatedReplyEmails,
    JsonNullable<@Nullable Boolean> conversationRemindersEnabled,
    JsonNullable<@PositiveOrZero(message = "is invalid") @Nullable Integer>
        conversationReminderHoursInterval,
    JsonNullable<@PositiveOrZero(message = "is invalid") @Nullable Integer>
        maxNumConversationReminders) {}
