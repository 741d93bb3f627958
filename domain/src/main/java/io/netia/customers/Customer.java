package io.netia.customers;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person whom an account talks with, as the team looks after him or her.
 *
 * <p>Pages make customers and describe them on every page view, each with one statement of SQL that
 * does not read first; lists and views are SQL as well. So is {@code metadata} everywhere: a column
 * of type {@code jsonb} takes the driver's own type, which the domain does not know.
 */
@Entity
@Table(name = "customers")
@Access(AccessType.FIELD)
public class Customer {

  @Id private UUID id;

  @Column(name = "account_id", updatable = false)
  private UUID accountId;

  @Column(name = "company_id")
  private @Nullable UUID companyId;

  @Column(name = "first_seen")
  private LocalDate firstSeen;

  @Column(name = "last_seen_at")
  private Instant lastSeenAt;

  private @Nullable String name;
  private @Nullable String email;
  private @Nullable String phone;

  @Column(name = "external_id")
  private @Nullable String externalId;

  @Column(name = "external_id_verified_at")
  private @Nullable Instant externalIdVerifiedAt;

  @Column(name = "profile_photo_url")
  private @Nullable String profilePhotoUrl;

  private @Nullable String browser;

  @Column(name = "browser_version")
  private @Nullable String browserVersion;

  @Column(name = "browser_language")
  private @Nullable String browserLanguage;

  private @Nullable String os;

  /** Noted when the customer was here. */
  @Column(name = "ip", updatable = false)
  private @Nullable String ip;

  private @Nullable String host;
  private @Nullable String lib;

  @Column(name = "time_zone")
  private @Nullable String timeZone;

  @Column(name = "current_url")
  private @Nullable String currentUrl;

  private @Nullable String pathname;

  @Column(name = "screen_height")
  private @Nullable Integer screenHeight;

  @Column(name = "screen_width")
  private @Nullable Integer screenWidth;

  /**
   * How many changes there were, each of which is announced. Counted here, because every change
   * counts, also one to what was there; the row is locked meanwhile.
   */
  private int version;

  @Column(name = "inserted_at", updatable = false)
  private Instant insertedAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  /** For Jakarta Persistence. */
  protected Customer() {}

  /**
   * Changes what was sent, but for {@code metadata}, and for the {@code external_id}, which may be
   * somebody else's.
   */
  public void apply(CustomerRequest change, Instant now) {
    change.name().ifPresent(sent -> name = sent);
    change.email().ifPresent(sent -> email = sent);
    change.phone().ifPresent(sent -> phone = sent);
    change.profilePhotoUrl().ifPresent(sent -> profilePhotoUrl = sent);
    change.companyId().ifPresent(sent -> companyId = sent);
    change.browser().ifPresent(sent -> browser = sent);
    change.browserVersion().ifPresent(sent -> browserVersion = sent);
    change.browserLanguage().ifPresent(sent -> browserLanguage = sent);
    change.os().ifPresent(sent -> os = sent);
    change.host().ifPresent(sent -> host = sent);
    change.lib().ifPresent(sent -> lib = sent);
    change.timeZone().ifPresent(sent -> timeZone = sent);
    change.currentUrl().ifPresent(sent -> currentUrl = sent);
    change.pathname().ifPresent(sent -> pathname = sent);
    change.screenHeight().ifPresent(sent -> screenHeight = pixels(sent));
    change.screenWidth().ifPresent(sent -> screenWidth = pixels(sent));
    if (change.firstSeen() != null) {
      firstSeen = firstSeen(change.firstSeen(), now);
    }
    if (change.lastSeenAt() != null) {
      lastSeenAt = lastSeen(change.lastSeenAt(), now);
    }
    version++;
    updatedAt = now;
  }

  private static @Nullable Integer pixels(@Nullable Number sent) {
    return sent == null ? null : sent.intValue();
  }

  /**
   * Gives the customer the id that the account's own system has.
   *
   * @param verifiedAt since when somebody vouches for it
   */
  public void identify(@Nullable String newExternalId, @Nullable Instant verifiedAt) {
    externalId = newExternalId;
    externalIdVerifiedAt = verifiedAt;
  }

  /**
   * The day when a customer was first seen: never later than today, whatever the client's clock.
   */
  public static LocalDate firstSeen(LocalDate sent, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return sent.isAfter(today) ? today : sent;
  }

  /** When a customer was last seen: never later than now, whatever the client's clock. */
  public static Instant lastSeen(Instant sent, Instant now) {
    return sent.isAfter(now) ? now : sent;
  }

  /** Its id. */
  public UUID id() {
    return id;
  }

  /** The id that the account's own system has; blank ones are none. */
  public Optional<String> externalId() {
    return Optional.ofNullable(externalId).filter(text -> !text.isEmpty());
  }

  /** Whether somebody vouches for the {@link #externalId}. */
  public boolean isVerified() {
    return externalIdVerifiedAt != null;
  }

  /** How often it was changed. */
  public int version() {
    return version;
  }

  /** When it was last changed. */
  public Instant updatedAt() {
    return updatedAt;
  }
}
