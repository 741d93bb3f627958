package io.netia.conversations.service;

import io.netia.wire.service.RawJson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The customer of a conversation (contract shape Customer, without expansions). */
public record CustomerView(
    UUID id,
    String object,
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
    String title,
    LocalDate firstSeen,
    Instant lastSeenAt,
    @Nullable String ip,
    @Nullable String timeZone) {

  /** Characters of all its texts, metadata left out. */
  public int length() {
    return Stream.of(
            name,
            email,
            phone,
            externalId,
            profilePhotoUrl,
            host,
            pathname,
            currentUrl,
            browser,
            os,
            ip,
            timeZone)
        .filter(Objects::nonNull)
        .mapToInt(String::length)
        .sum();
  }

  /** As visitors may see it: what the team keeps about the person is left out. */
  public CustomerView forVisitors() {
    return new CustomerView(
        id,
        object,
        name,
        email,
        createdAt,
        updatedAt,
        null,
        externalId,
        profilePhotoUrl,
        null,
        null,
        null,
        null,
        browser,
        os,
        null,
        title,
        firstSeen,
        lastSeenAt,
        null,
        timeZone);
  }

  /** As anyone with a share link may see it: a name and a face. */
  CustomerView forReaders(Pseudonyms pseudonyms) {
    return new CustomerView(
        pseudonyms.of(id),
        object,
        name,
        null,
        createdAt,
        updatedAt,
        null,
        null,
        profilePhotoUrl,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        name == null ? "Anonymous User" : name,
        firstSeen,
        lastSeenAt,
        null,
        null);
  }
}
