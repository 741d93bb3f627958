package io.netia.users;

import io.netia.security.Role;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member of an account's team, and what he or she may do. Disabled ones cannot sign in until they
 * are enabled again; archived ones have left for good.
 *
 * <p>Every column is named: the query that locks a user is SQL, and its result is read by these
 * names.
 */
@Entity
@Table(name = "users")
@Access(AccessType.FIELD)
public class User {

  /** Given by the database. */
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "id")
  private long id;

  @Column(name = "account_id", updatable = false)
  private UUID accountId;

  @Column(name = "email", updatable = false)
  private String email;

  @Column(name = "password_hash", updatable = false)
  private @Nullable String passwordHash;

  @Column(name = "role")
  private Role role;

  @Column(name = "disabled_at")
  private @Nullable Instant disabledAt;

  @Column(name = "archived_at")
  private @Nullable Instant archivedAt;

  @Version
  @Column(name = "version")
  private int version;

  @Column(name = "inserted_at", updatable = false)
  private Instant insertedAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  /** For Jakarta Persistence. */
  protected User() {}

  /**
   * A new member of a team.
   *
   * @param email in the spelling in which addresses are compared
   */
  public User(UUID accountId, String email, String passwordHash, Role role, Instant now) {
    this.accountId = accountId;
    this.email = email;
    this.passwordHash = passwordHash;
    this.role = role;
    this.insertedAt = now;
    this.updatedAt = now;
  }

  /** No more sign-ins; disabling twice keeps the first time. */
  public void disable(Instant now) {
    disabledAt = Objects.requireNonNullElse(disabledAt, now);
    updatedAt = now;
  }

  /** May sign in again. */
  public void enable(Instant now) {
    disabledAt = null;
    updatedAt = now;
  }

  /** Has left; archiving twice keeps the first time. */
  public void archive(Instant now) {
    archivedAt = Objects.requireNonNullElse(archivedAt, now);
    updatedAt = now;
  }

  /** Gives another role. */
  public void changeRole(Role next, Instant now) {
    role = next;
    updatedAt = now;
  }

  /** Whether the user may sign in. */
  public boolean isActive() {
    return disabledAt == null && archivedAt == null;
  }

  /** Whether the user keeps an account administrable. */
  public boolean isActiveAdmin() {
    return isActive() && role == Role.ADMIN;
  }

  /** The number by which clients know the user; 0 before it is stored. */
  public long id() {
    return id;
  }

  /** The account whose team it is. */
  public UUID accountId() {
    return accountId;
  }

  /** What the user may do. */
  public Role role() {
    return role;
  }

  /** Since when the user may not sign in. */
  public Optional<Instant> disabledAt() {
    return Optional.ofNullable(disabledAt);
  }

  /** Since when the user has left. */
  public Optional<Instant> archivedAt() {
    return Optional.ofNullable(archivedAt);
  }
}
