package io.netia.widgets;

import static java.util.Objects.requireNonNullElse;

import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The look and the texts of the widget of an inbox. Every page with a widget reads them, together
 * with the account, and reports where it runs: both are SQL.
 */
@Entity
@Table(name = "widget_settings")
@Access(AccessType.FIELD)
public class WidgetSettings {

  /** Of each inbox there is one. */
  @Id
  @Column(name = "inbox_id")
  private UUID inboxId;

  private @Nullable String title;

  private @Nullable String subtitle;

  private @Nullable String color;

  private @Nullable String greeting;

  @Column(name = "new_message_placeholder")
  private @Nullable String newMessagePlaceholder;

  @Column(name = "base_url")
  private @Nullable String baseUrl;

  @Column(name = "agent_available_text")
  private @Nullable String agentAvailableText;

  @Column(name = "agent_unavailable_text")
  private @Nullable String agentUnavailableText;

  @Column(name = "custom_icon_url")
  private @Nullable String customIconUrl;

  @Column(name = "iframe_url_override")
  private @Nullable String iframeUrlOverride;

  @Column(name = "email_input_placeholder")
  private @Nullable String emailInputPlaceholder;

  @Column(name = "new_messages_notification_text")
  private @Nullable String newMessagesNotificationText;

  @Column(name = "away_message")
  private @Nullable String awayMessage;

  private @Nullable String host;

  private @Nullable String pathname;

  @Column(name = "show_agent_availability")
  private boolean showAgentAvailability;

  @Column(name = "require_email_upfront")
  private boolean requireEmailUpfront;

  @Column(name = "is_open_by_default")
  private boolean isOpenByDefault;

  @Column(name = "is_branding_hidden")
  private boolean isBrandingHidden;

  @Column(name = "icon_variant")
  private String iconVariant;

  @Column(name = "updated_at")
  private Instant updatedAt;

  /** For Jakarta Persistence. */
  protected WidgetSettings() {}

  /** Changes what was sent. */
  public void apply(WidgetSettingsChange change, Instant now) {
    change.title().ifPresent(sent -> title = sent);
    change.subtitle().ifPresent(sent -> subtitle = sent);
    change.color().ifPresent(sent -> color = sent);
    change.greeting().ifPresent(sent -> greeting = sent);
    change.newMessagePlaceholder().ifPresent(sent -> newMessagePlaceholder = sent);
    change.baseUrl().ifPresent(sent -> baseUrl = sent);
    change.agentAvailableText().ifPresent(sent -> agentAvailableText = sent);
    change.agentUnavailableText().ifPresent(sent -> agentUnavailableText = sent);
    change.customIconUrl().ifPresent(sent -> customIconUrl = sent);
    change.iframeUrlOverride().ifPresent(sent -> iframeUrlOverride = sent);
    change.emailInputPlaceholder().ifPresent(sent -> emailInputPlaceholder = sent);
    change.newMessagesNotificationText().ifPresent(sent -> newMessagesNotificationText = sent);
    change.awayMessage().ifPresent(sent -> awayMessage = sent);
    change.host().ifPresent(sent -> host = sent);
    change.pathname().ifPresent(sent -> pathname = sent);
    showAgentAvailability =
        requireNonNullElse(change.showAgentAvailability(), showAgentAvailability);
    requireEmailUpfront = requireNonNullElse(change.requireEmailUpfront(), requireEmailUpfront);
    isOpenByDefault = requireNonNullElse(change.isOpenByDefault(), isOpenByDefault);
    isBrandingHidden = requireNonNullElse(change.isBrandingHidden(), isBrandingHidden);
    iconVariant = requireNonNullElse(change.iconVariant(), iconVariant);
    updatedAt = now;
  }
}
