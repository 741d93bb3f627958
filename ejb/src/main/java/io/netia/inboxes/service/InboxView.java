package io.netia.inboxes.service;

import io.netia.inboxes.Inbox;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An inbox, as it is answered. */
public record InboxView(
    UUID id,
    String object,
    String name,
    @Nullable String description,
    @Nullable String slug,
    boolean isPrimary,
    boolean isPrivate,
    UUID accountId) {

  static InboxView of(Inbox inbox) {
    return new InboxView(
        inbox.id(),
        "inbox",
        inbox.name(),
        inbox.description().orElse(null),
        inbox.slug().orElse(null),
        inbox.isPrimary(),
        inbox.isPrivate(),
        inbox.accountId());
  }
}
