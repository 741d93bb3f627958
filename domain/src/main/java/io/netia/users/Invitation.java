package io.netia.users;

import io.netia.errors.ValidationException;
import io.netia.limits.Budget;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An invitation to an account's team. Whoever has its id can accept it until it ends. */
@Entity
@Table(name = "user_invitations")
@Access(AccessType.FIELD)
public class Invitation {

  /** How long a new one can be accepted. */
  private static final Duration OPEN = Duration.ofDays(3);

  @Id private UUID id;

  @Column(name = "account_id", updatable = false)
  private UUID accountId;

  @Column(name = "user_id", updatable = false)
  private @Nullable Long userId;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "inserted_at", updatable = false)
  private Instant insertedAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  /** For Jakarta Persistence. */
  protected Invitation() {}

  /** A new one, open for three days, made by an administrator of the account. */
  public Invitation(UUID accountId, long maker, Instant now) {
    this.id = UUID.randomUUID();
    this.accountId = accountId;
    this.userId = maker;
    this.expiresAt = now.plus(OPEN);
    this.insertedAt = now;
    this.updatedAt = now;
  }

  /**
   * Moves its end, if one was sent.
   *
   * @throws ValidationException when that is further ahead than {@link Budget.Invitations#LONGEST}
   */
  public void apply(InvitationChange change, Instant now) {
    Instant end = change.expiresAt().orElse(expiresAt);
    if (end.isAfter(now.plus(Budget.Invitations.LONGEST))) {
      throw ValidationException.field(
          "expires_at", "should be at most " + Budget.Invitations.LONGEST.toDays() + " days ahead");
    }
    expiresAt = end;
    updatedAt = now;
  }

  /** Its id, which is the token. */
  public UUID id() {
    return id;
  }

  /** The account that it invites to. */
  public UUID accountId() {
    return accountId;
  }

  /** The administrator who made it; unknown for those from before that was kept. */
  public Optional<Long> userId() {
    return Optional.ofNullable(userId);
  }

  /** From when on it is not accepted any more. */
  public Instant expiresAt() {
    return expiresAt;
  }
}
