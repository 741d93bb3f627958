package io.netia.widgets;

import io.netia.limits.Budget.Fields;
import io.netia.requests.Characters;
import io.netia.requests.OneOf;
import io.netia.requests.RequestRecord;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What an administrator changes of the look and the texts of a widget; what is absent stays.
 *
 * @param inboxId whose widget; the primary inbox's if null
 */
@RequestRecord(wrapper = "widget_settings")
public record WidgetSettingsChange(
    @Nullable UUID inboxId,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> title,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> subtitle,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> color,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> greeting,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> newMessagePlaceholder,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> baseUrl,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> agentAvailableText,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> agentUnavailableText,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> customIconUrl,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> iframeUrlOverride,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> emailInputPlaceholder,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> newMessagesNotificationText,
    JsonNullable<@Characters(max = Fields.AWAY_MESSAGE) @Nullable String> awayMessage,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> host,
    JsonNullable<@Characters(max = Fields.URL) @Nullable String> pathname,
    @Nullable Boolean showAgentAvailability,
    @Nullable Boolean requireEmailUpfront,
    @Nullable Boolean isOpenByDefault,
    @Nullable Boolean isBrandingHidden,
    @OneOf({"outlined", "filled"}) @Nullable String iconVariant) {}
