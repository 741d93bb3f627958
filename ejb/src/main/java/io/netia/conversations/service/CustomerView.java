package io.netia.conversations.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netia.conversations.CustomerTitle;
import io.netia.json.service.Json;
import io.netia.json.service.RawJson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The customer of a conversation (Customer in {@code docs/protocol.md}, without expansions). */
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

  private static final Set<String> FOR_VISITORS =
      Set.of("name", "email", "external_id", "profile_photo_url", "browser", "os", "time_zone");

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
    return showing(FOR_VISITORS, Map.of());
  }

  /**
   * For a caller who sent these fields and proved nothing: what was sent, as far as it still holds,
   * and when the customer was made and was here.
   *
   * @param sent the sent values by the names of columns
   */
  public CustomerView asSent(Map<String, ?> sent) {
    return showing(Set.of(), sent);
  }

  /**
   * As somebody may see it who knows the customer's id and shows nothing else: as visitors see it,
   * and what was sent just now, as far as it holds.
   *
   * @param sent the sent values by the names of columns
   */
  public CustomerView forStranger(Map<String, ?> sent) {
    return showing(FOR_VISITORS, sent);
  }

  private CustomerView showing(Set<String> columns, Map<String, ?> sent) {
    Shown shown = new Shown(columns, sent);
    String itsName = shown.text("name", name);
    String itsEmail = shown.text("email", email);
    return new CustomerView(
        id,
        object,
        itsName,
        itsEmail,
        createdAt,
        updatedAt,
        shown.text("phone", phone),
        shown.text("external_id", externalId),
        shown.text("profile_photo_url", profilePhotoUrl),
        null,
        shown.text("host", host),
        shown.text("pathname", pathname),
        shown.text("current_url", currentUrl),
        shown.text("browser", browser),
        shown.text("os", os),
        isSent(sent.get("metadata")) ? metadata : null,
        CustomerTitle.of(itsName, itsEmail),
        firstSeen,
        lastSeenAt,
        null,
        shown.text("time_zone", timeZone));
  }

  /** Columns that are shown, and others whose content the caller has sent. */
  private record Shown(Set<String> columns, Map<String, ?> sent) {

    @Nullable String text(String column, @Nullable String kept) {
      return columns.contains(column) || Objects.equals(sent.get(column), kept) ? kept : null;
    }
  }

  private boolean isSent(@Nullable Object sent) {
    if (metadata == null || !(sent instanceof Map<?, ?>)) {
      return false;
    }
    ObjectMapper mapper = Json.mapper();
    try {
      return mapper.readTree(metadata.json()).equals(mapper.readTree(Json.write(sent)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
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
        CustomerTitle.of(name, null),
        firstSeen,
        lastSeenAt,
        null,
        null);
  }
}
