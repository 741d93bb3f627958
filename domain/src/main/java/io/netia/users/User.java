package io.netia.users;

import io.netia.security.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a teammate may do. Disabled ones cannot sign in until they are enabled again; archived ones
 * have left for good.
 *
 * @param disabledAt since when the user may not sign in, or null
 * @param archivedAt since when the user has left, or null
 */
public record User(long id, Role role, @Nullable Instant disabledAt, @Nullable Instant archivedAt) {

  /** Whether the user may sign in. */
  public boolean isActive() {
    return disabledAt == null && archivedAt == null;
  }

  /** Whether the user keeps an account administrable. */
  public boolean isActiveAdmin() {
    return isActive() && role == Role.ADMIN;
  }

  /** No more sign-ins; disabling twice keeps the first time. */
  public User disabled(Instant now) {
    return new User(id, role, disabledAt == null ? now : disabledAt, archivedAt);
  }

  /** May sign in again. */
  public User enabled() {
    return new User(id, role, null, archivedAt);
  }

  /** Has left; archiving twice keeps the first time. */
  public User archived(Instant now) {
    return new User(id, role, disabledAt, archivedAt == null ? now : archivedAt);
  }

  /** With another role. */
  public User as(Role next) {
    return new User(id, next, disabledAt, archivedAt);
  }
}
