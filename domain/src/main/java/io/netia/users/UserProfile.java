package io.netia.users;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a user presents himself or herself. There is at most one for each user. */
@Entity
@Table(name = "user_profiles")
@Access(AccessType.FIELD)
public class UserProfile {

  @Id
  @Column(name = "user_id")
  private long userId;

  @Column(name = "full_name")
  private @Nullable String fullName;

  @Column(name = "display_name")
  private @Nullable String displayName;

  @Column(name = "profile_photo_url")
  private @Nullable String profilePhotoUrl;

  @Column(name = "slack_user_id")
  private @Nullable String slackUserId;

  @Column(name = "updated_at")
  private Instant updatedAt;

  /** For Jakarta Persistence. */
  protected UserProfile() {}

  /** Changes what was sent. */
  public void apply(UserProfileChange change, Instant now) {
    change.fullName().ifPresent(sent -> fullName = sent);
    change.displayName().ifPresent(sent -> displayName = sent);
    change.profilePhotoUrl().ifPresent(sent -> profilePhotoUrl = sent);
    change.slackUserId().ifPresent(sent -> slackUserId = sent);
    updatedAt = now;
  }
}
