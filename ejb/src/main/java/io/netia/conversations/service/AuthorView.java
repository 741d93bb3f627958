package io.netia.conversations.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.netia.security.Role;
import java.time.Instant;
import java.time.LocalDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The teammate who wrote a message (User in {@code docs/protocol.md}). Visitors get a name and a
 * face: the address is the same for everybody (it stays a string, because deployed widgets split it
 * at the {@code @}), the role is left out, and so is whether the user is still a member.
 *
 * @param profile null when the user has no profile: its keys are then absent
 */
public record AuthorView(
    long id,
    @Schema(enumeration = "user") String object,
    String email,
    LocalDateTime createdAt,
    @Nullable Instant disabledAt,
    @Nullable Instant archivedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(implementation = Role.class)
        @Nullable String role,
    @JsonUnwrapped @Nullable Profile profile) {

  /** Widgets without a name to show fall back to what stands before the {@code @}. */
  private static final String MASKED_EMAIL = "agent@team.invalid";

  /** Names and picture of a teammate. */
  public record Profile(
      @Nullable String fullName, @Nullable String displayName, @Nullable String profilePhotoUrl) {}

  /** As a visitor may see it. */
  public AuthorView forVisitors() {
    return masked(id);
  }

  /** As anyone with a share link may see it. */
  AuthorView forReaders(Pseudonyms pseudonyms) {
    return masked(pseudonyms.of(id));
  }

  private AuthorView masked(long shownId) {
    return new AuthorView(shownId, object, MASKED_EMAIL, createdAt, null, null, null, profile);
  }
}
