package io.netia.widgets;

import io.netia.input.Input;
import io.netia.limits.Budget.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a widget's settings in a request, by column: only those that were sent, so that an
 * update leaves the others alone.
 */
public final class WidgetSettingsFields {

  private static final Set<String> ICON_VARIANTS = Set.of("outlined", "filled");
  private static final List<String> TEXTS =
      List.of(
          "title",
          "subtitle",
          "color",
          "greeting",
          "new_message_placeholder",
          "base_url",
          "agent_available_text",
          "agent_unavailable_text",
          "custom_icon_url",
          "iframe_url_override",
          "email_input_placeholder",
          "new_messages_notification_text");
  private static final List<String> FLAGS =
      List.of(
          "show_agent_availability",
          "require_email_upfront",
          "is_open_by_default",
          "is_branding_hidden");

  private WidgetSettingsFields() {}

  /** Its look and its texts, for agents; errors are noted in the input. */
  public static Map<String, @Nullable Object> ofSettings(Input fields) {
    Map<String, @Nullable Object> values = ofReport(fields);
    TEXTS.forEach(name -> text(values, fields, name, Fields.TEXT));
    text(values, fields, "away_message", Fields.AWAY_MESSAGE);
    FLAGS.forEach(name -> fields.bool(name).ifPresent(flag -> values.put(name, flag)));
    fields
        .oneOf("icon_variant", ICON_VARIANTS)
        .ifPresent(variant -> values.put("icon_variant", variant));
    return values;
  }

  /** Where it runs, which any page with the widget may set; errors are noted in the input. */
  public static Map<String, @Nullable Object> ofReport(Input fields) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    text(values, fields, "host", Fields.TEXT);
    text(values, fields, "pathname", Fields.URL);
    return values;
  }

  private static void text(
      Map<String, @Nullable Object> values, Input fields, String name, int max) {
    if (fields.has(name)) {
      values.put(name, fields.text(name, max).orElse(null));
    }
  }
}
