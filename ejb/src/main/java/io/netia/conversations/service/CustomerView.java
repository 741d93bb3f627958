package io.netia.conversations.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netia.wire.service.Json;
import io.netia.wire.service.RawJson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
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

  /**
   * As somebody may see it who has said this and shown nothing: what was said, as far as it still
   * holds, and when the customer was made and was here.
   *
   * @param said values by the names of columns
   */
  public CustomerView asSaid(Map<String, ?> said) {
    String itsName = same(said, "name", name);
    String itsEmail = same(said, "email", email);
    return new CustomerView(
        id,
        object,
        itsName,
        itsEmail,
        createdAt,
        updatedAt,
        same(said, "phone", phone),
        same(said, "external_id", externalId),
        same(said, "profile_photo_url", profilePhotoUrl),
        null,
        same(said, "host", host),
        same(said, "pathname", pathname),
        same(said, "current_url", currentUrl),
        same(said, "browser", browser),
        same(said, "os", os),
        isSaid(said.get("metadata")) ? metadata : null,
        MessageStore.title(itsName, itsEmail),
        firstSeen,
        lastSeenAt,
        null,
        same(said, "time_zone", timeZone));
  }

  /**
   * As somebody may see it who knows the customer's id and shows nothing else: as visitors see it,
   * and what was said just now, as far as it holds.
   *
   * @param said values by the names of columns
   */
  public CustomerView forStranger(Map<String, ?> said) {
    return new CustomerView(
        id,
        object,
        name,
        email,
        createdAt,
        updatedAt,
        same(said, "phone", phone),
        externalId,
        profilePhotoUrl,
        null,
        same(said, "host", host),
        same(said, "pathname", pathname),
        same(said, "current_url", currentUrl),
        browser,
        os,
        isSaid(said.get("metadata")) ? metadata : null,
        title,
        firstSeen,
        lastSeenAt,
        null,
        timeZone);
  }

  private boolean isSaid(@Nullable Object said) {
    if (metadata == null || !(said instanceof Map<?, ?>)) {
      return false;
    }
    ObjectMapper mapper = Json.mapper();
    try {
      return mapper.readTree(metadata.json()).equals(mapper.readTree(Json.write(said)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static @Nullable String same(Map<String, ?> said, String field, @Nullable String kept) {
    return Objects.equals(said.get(field), kept) ? kept : null;
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
