package io.netia.users.service;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a teammate wants to be told (contract shape UserSettings). */
public record UserSettingsView(
    UUID id,
    String object,
    long userId,
    boolean emailAlertOnNewMessage,
    boolean emailAlertOnNewConversation,
    @Nullable String expoPushToken) {}
