package io.netia.users;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a user wants to be notified of. There is at most one for each user. */
@Entity
@Table(name = "user_settings")
@Access(AccessType.FIELD)
public class UserSettings {

  @Id
  @Column(name = "user_id")
  private long userId;

  /** Clients know the settings by it. */
  @Column(updatable = false)
  private UUID id;

  @Column(name = "email_alert_on_new_message")
  private boolean emailAlertOnNewMessage;

  @Column(name = "email_alert_on_new_conversation")
  private boolean emailAlertOnNewConversation;

  @Column(name = "expo_push_token")
  private @Nullable String expoPushToken;

  @Column(name = "updated_at")
  private Instant updatedAt;

  /** For Jakarta Persistence. */
  protected UserSettings() {}

  /** Changes what was sent. */
  public void apply(UserSettingsChange change, Instant now) {
    emailAlertOnNewMessage =
        Objects.requireNonNullElse(change.emailAlertOnNewMessage(), emailAlertOnNewMessage);
    emailAlertOnNewConversation =
        Objects.requireNonNullElse(
            change.emailAlertOnNewConversation(), emailAlertOnNewConversation);
    change.expoPushToken().ifPresent(sent -> expoPushToken = sent);
    updatedAt = now;
  }

  /** Its id. */
  public UUID id() {
    return id;
  }

  /** Whose settings these are. */
  public long userId() {
    return userId;
  }

  /** Whether to mail about new messages. */
  public boolean emailAlertOnNewMessage() {
    return emailAlertOnNewMessage;
  }

  /** Whether to mail about new conversations. */
  public boolean emailAlertOnNewConversation() {
    return emailAlertOnNewConversation;
  }

  /** Where the mobile app is reached. */
  public Optional<String> expoPushToken() {
    return Optional.ofNullable(expoPushToken);
  }
}
