package io.netia.inboxes;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An inbox: where conversations arrive. Being the primary one is a matter between the inboxes of an
 * account: the database lets one be so at a time.
 */
@Entity
@Table(name = "inboxes")
@Access(AccessType.FIELD)
public class Inbox {

  @Id private UUID id;

  @Column(name = "account_id", updatable = false)
  private UUID accountId;

  @Column private String name;
  private @Nullable String description;

  /** The server's, never a caller's. */
  @Column(insertable = false, updatable = false)
  private @Nullable String slug;

  @Column(name = "is_primary")
  private boolean isPrimary;

  @Column(name = "is_private")
  private boolean isPrivate;

  @Version private int version;

  @Column(name = "inserted_at", updatable = false)
  private Instant insertedAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  /** For Jakarta Persistence. */
  protected Inbox() {}

  /** A new inbox of an account, which is not the primary one. */
  public Inbox(UUID accountId, NewInbox request, Instant now) {
    this.id = UUID.randomUUID();
    this.accountId = accountId;
    this.name = request.name();
    this.description = request.description();
    this.isPrivate = Boolean.TRUE.equals(request.isPrivate());
    this.insertedAt = now;
    this.updatedAt = now;
  }

  /** Changes what was sent; a description that is null is taken away. */
  public void apply(InboxChange change, Instant now) {
    change.name().ifPresent(sent -> name = sent);
    change.description().ifPresent(sent -> description = sent);
    isPrivate = Objects.requireNonNullElse(change.isPrivate(), isPrivate);
    updatedAt = now;
  }

  /** Makes it the one that is meant when none is named. Another one must have ceased to be so. */
  public void becomePrimary(Instant now) {
    isPrimary = true;
    updatedAt = now;
  }

  /** Makes room for another primary inbox. */
  public void ceaseToBePrimary(Instant now) {
    isPrimary = false;
    updatedAt = now;
  }

  /** Its id. */
  public UUID id() {
    return id;
  }

  /** The account that it belongs to. */
  public UUID accountId() {
    return accountId;
  }

  /** What agents see. */
  public String name() {
    return name;
  }

  /** What it is for, in the account's words. */
  public Optional<String> description() {
    return Optional.ofNullable(description);
  }

  /** A short name for addresses, if it has one. */
  public Optional<String> slug() {
    return Optional.ofNullable(slug);
  }

  /** Whether it is the one that is meant when none is named. */
  public boolean isPrimary() {
    return isPrimary;
  }

  /** Whether it is private. */
  public boolean isPrivate() {
    return isPrivate;
  }
}
