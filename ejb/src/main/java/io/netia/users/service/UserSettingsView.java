package io.netia.users.service;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user's notification settings (API shape UserSettings). */
public record UserSettingsView(
    UUID id,
    String object,
    long userId,
    boolean emailAlertOnNewMessage,
    boolean emailAlertOnNewConversation,
    @Nullable String expoPushToken) {}
