package io.netia.inboxes.service;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An inbox (API shape Inbox). */
public record InboxView(
    UUID id,
    String object,
    String name,
    @Nullable String description,
    @Nullable String slug,
    boolean isPrimary,
    boolean isPrivate,
    UUID accountId) {}
