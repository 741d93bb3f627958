package io.netia.conversations.service;

import io.netia.json.service.RawJson;
import java.time.LocalDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The customer who wrote a message (Customer of a message in {@code docs/protocol.md}). */
public record CustomerBasicView(
    UUID id,
    @Schema(enumeration = "customer") String object,
    @Nullable String name,
    @Nullable String email,
    LocalDateTime createdAt,
    LocalDateTime updatedAt,
    @Nullable String phone,
    @Nullable String externalId,
    @Nullable String profilePhotoUrl,
    @Nullable UUID companyId,
    @Nullable String host,
    @Nullable String pathname,
    @Nullable String currentUrl,
    @Nullable String browser,
    @Nullable String os,
    @Nullable RawJson metadata,
    String title) {

  /** As visitors may see it: no page address, no metadata of the team. */
  public CustomerBasicView forVisitors() {
    return new CustomerBasicView(
        id,
        object,
        name,
        email,
        createdAt,
        updatedAt,
        phone,
        externalId,
        profilePhotoUrl,
        null,
        host,
        null,
        null,
        browser,
        os,
        null,
        title);
  }
}
