package io.netia.openapi.rest;

import io.netia.requests.Required;
import io.netia.security.Role;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The account, its users and its rules. */
public final class TeamSchemas {

  private TeamSchemas() {}

  /** Which users. */
  public record UsersQuery(
      @Schema(description = "Only the one with this address.") @Nullable String email,
      @Schema(description = "Only those with this role.", implementation = Role.class)
          @Nullable String role,
      @Schema(description = "Only those whose address is known to work, or not to.")
          @Nullable Boolean hasValidEmail,
      @Schema(description = "`true` leaves archived users out.") @Nullable Boolean active) {}

  /** Another role. */
  public record RoleChange(@Schema(implementation = Role.class) @Required String role) {}

  /** That it was done. */
  public record Done(boolean ok) {}

  /** What is to be changed of the rules for visitors. */
  public record VisitorRulesUpdate(@Required VisitorRulesFields visitorIdentity) {}

  /** Rules for visitors; what is absent stays. */
  public record VisitorRulesFields(
      @Nullable Boolean requireToken, @Nullable Boolean verifyIdentity) {}
}
