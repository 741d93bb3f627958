package io.netia.users.service;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.netia.security.Role;
import java.time.Instant;
import java.time.LocalDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A teammate as the team sees him or her.
 *
 * @param profile null when there is none: its keys are then absent
 */
public record UserView(
    long id,
    String object,
    String email,
    LocalDateTime createdAt,
    @Nullable Instant disabledAt,
    @Nullable Instant archivedAt,
    @Schema(implementation = Role.class) String role,
    @JsonUnwrapped @Nullable Profile profile) {

  /** Names and picture. */
  public record Profile(
      @Nullable String fullName, @Nullable String displayName, @Nullable String profilePhotoUrl) {}
}
