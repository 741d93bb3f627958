package io.netia.identity;

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

/**
 * A signed-in browser. Access tokens name it, and one renew token at a time gets new ones. Only
 * hashes of renew tokens are kept.
 */
@Entity
@Table(name = "sessions")
@Access(AccessType.FIELD)
public class Session {

  /** How long one lasts without a renewal. */
  private static final Duration LIFETIME = Duration.ofDays(30);

  private static final int USER_AGENT_MAX = 255;

  @Id private UUID id;

  @Column(name = "account_id", updatable = false)
  private UUID accountId;

  @Column(name = "user_id", updatable = false)
  private long userId;

  @Column(name = "renew_token_hash")
  private String renewTokenHash;

  @Column(name = "spent_renew_token_hash")
  private @Nullable String spentRenewTokenHash;

  @Column(name = "spent_at")
  private @Nullable Instant spentAt;

  @Column(name = "spent_on_device")
  private boolean isSpentOnDevice = true;

  @Column(name = "user_agent", updatable = false)
  private @Nullable String userAgent;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "revoked_at")
  private @Nullable Instant revokedAt;

  @Column(name = "inserted_at", updatable = false)
  private Instant insertedAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  /** For Jakarta Persistence. */
  protected Session() {}

  /**
   * A new one.
   *
   * @param userAgent what the browser calls itself; the beginning of it is kept
   */
  public Session(
      UUID id,
      UUID accountId,
      long userId,
      String renewTokenHash,
      Optional<String> userAgent,
      Instant now) {
    this.id = id;
    this.accountId = accountId;
    this.userId = userId;
    this.renewTokenHash = renewTokenHash;
    this.userAgent =
        userAgent
            .map(text -> text.substring(0, Math.min(text.length(), USER_AGENT_MAX)))
            .orElse(null);
    this.expiresAt = now.plus(LIFETIME);
    this.insertedAt = now;
    this.updatedAt = now;
  }

  /** Whether it has neither been ended nor expired. */
  public boolean isActive(Instant now) {
    return revokedAt == null && expiresAt.isAfter(now);
  }

  /** Whether the renew token with this hash is the one that renews it next. */
  public boolean isCurrent(String tokenHash) {
    return renewTokenHash.equals(tokenHash);
  }

  /**
   * Spends the current renew token for the next one.
   *
   * @param isOnDevice whether it came from a browser that is known as one of the user's
   */
  public void renew(String nextTokenHash, boolean isOnDevice, Instant now) {
    spentRenewTokenHash = renewTokenHash;
    spentAt = now;
    isSpentOnDevice = isOnDevice;
    renewTokenHash = nextTokenHash;
    expiresAt = now.plus(LIFETIME);
    updatedAt = now;
  }

  /** Whether a token was spent so recently that one that comes again may be the same request. */
  public boolean isJustRenewed(Instant now) {
    return spentAt != null && now.isBefore(spentAt.plus(Budget.SignIn.RENEWAL_REPEATED));
  }

  /**
   * How many renewals a spent token may lie behind the current one. Between two tabs of one browser
   * that is many, since each goes on with the token it began with. Elsewhere it is the last token,
   * for a moment, whose answer may have been lost.
   */
  public int renewalsBehind(boolean isOnDevice, Instant now) {
    if (isSpentOnDevice && isOnDevice) {
      return Budget.SignIn.RENEWALS_BEHIND;
    }
    return isJustRenewed(now) ? 1 : 0;
  }

  /** Ends it. */
  public void revoke(Instant now) {
    revokedAt = now;
    updatedAt = now;
  }

  /** Its id, which access tokens name. */
  public UUID id() {
    return id;
  }

  /** The account of its user. */
  public UUID accountId() {
    return accountId;
  }

  /** Who is signed in. */
  public long userId() {
    return userId;
  }

  /** Of the renew token that renews it next. */
  public String renewTokenHash() {
    return renewTokenHash;
  }
}
