package io.netia.widgets.service;

import io.netia.json.service.Json;
import io.netia.tenancy.service.Row;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The look and the texts of a widget, as {@code /api/widget_settings} answers them: each component
 * in snake case.
 */
public record WidgetSettingsView(
    UUID id,
    String object,
    LocalDateTime createdAt,
    LocalDateTime updatedAt,
    @Nullable String title,
    @Nullable String subtitle,
    @Nullable String color,
    @Nullable String greeting,
    @Nullable String newMessagePlaceholder,
    boolean showAgentAvailability,
    @Nullable String agentAvailableText,
    @Nullable String agentUnavailableText,
    boolean requireEmailUpfront,
    boolean isOpenByDefault,
    @Nullable String customIconUrl,
    @Nullable String iframeUrlOverride,
    @Schema(enumeration = {"outlined", "filled"}) String iconVariant,
    @Nullable String emailInputPlaceholder,
    @Nullable String newMessagesNotificationText,
    boolean isBrandingHidden,
    @Nullable String baseUrl,
    @Nullable String awayMessage,
    UUID inboxId) {

  static WidgetSettingsView of(Row row) throws SQLException {
    return new WidgetSettingsView(
        row.id("id"),
        "widget_settings",
        Json.row(row.instant("inserted_at")),
        Json.row(row.instant("updated_at")),
        row.text("title"),
        row.text("subtitle"),
        row.text("color"),
        row.text("greeting"),
        row.text("new_message_placeholder"),
        row.flag("show_agent_availability"),
        row.text("agent_available_text"),
        row.text("agent_unavailable_text"),
        row.flag("require_email_upfront"),
        row.flag("is_open_by_default"),
        row.text("custom_icon_url"),
        row.text("iframe_url_override"),
        row.string("icon_variant"),
        row.text("email_input_placeholder"),
        row.text("new_messages_notification_text"),
        row.flag("is_branding_hidden"),
        row.text("base_url"),
        row.text("away_message"),
        row.id("inbox_id"));
  }
}
