package io.netia.users.service;

import io.netia.users.UserSettings;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user's notification settings, as they are answered. */
public record UserSettingsView(
    UUID id,
    String object,
    long userId,
    boolean emailAlertOnNewMessage,
    boolean emailAlertOnNewConversation,
    @Nullable String expoPushToken) {

  static UserSettingsView of(UserSettings settings) {
    return new UserSettingsView(
        settings.id(),
        "user_settings",
        settings.userId(),
        settings.emailAlertOnNewMessage(),
        settings.emailAlertOnNewConversation(),
        settings.expoPushToken().orElse(null));
  }
}
