package io.netia.conversations.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The teammate who wrote a message (contract shape User). For visitors the address is masked (it
 * stays a string, because deployed widgets split it at the {@code @}) and the role is left out.
 *
 * @param profile null when the user has no profile: its keys are then absent
 */
public record AuthorView(
    long id,
    String object,
    String email,
    LocalDateTime createdAt,
    @Nullable Instant disabledAt,
    @Nullable Instant archivedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String role,
    @JsonUnwrapped @Nullable Profile profile) {

  private static final String MASKED_DOMAIN = "@team.invalid";

  /** Names and picture of a teammate. */
  public record Profile(
      @Nullable String fullName, @Nullable String displayName, @Nullable String profilePhotoUrl) {}

  /** As a visitor may see it. */
  public AuthorView forVisitors() {
    return new AuthorView(
        id, object, maskedEmail(), createdAt, disabledAt, archivedAt, null, profile);
  }

  /** As anyone with a share link may see it. */
  AuthorView forReaders(Pseudonyms pseudonyms) {
    return new AuthorView(
        pseudonyms.of(id), object, maskedEmail(), createdAt, null, null, null, profile);
  }

  /** Widgets without a name to show fall back to the local part, so only then it is kept. */
  private String maskedEmail() {
    boolean named =
        profile != null && (profile.displayName() != null || profile.fullName() != null);
    return (named ? "agent" : email.substring(0, Math.max(email.indexOf('@'), 0))) + MASKED_DOMAIN;
  }
}
