package io.netia.users;

import io.netia.input.Input;
import io.netia.limits.Budget.Fields;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a user's profile in a request, by column: only those that were sent, so that an
 * update leaves the others alone.
 */
public final class PersonalFields {

  /** How long an invitation to the team can be accepted. */
  public static final Duration INVITATION_OPEN = Duration.ofDays(3);

  private static final List<String> ALERTS =
      List.of("email_alert_on_new_message", "email_alert_on_new_conversation");

  private PersonalFields() {}

  /** How somebody presents himself or herself; errors are noted in the input. */
  public static Map<String, @Nullable Object> ofProfile(Input fields) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (String name : List.of("full_name", "display_name", "slack_user_id")) {
      text(values, fields, name, Fields.TEXT);
    }
    text(values, fields, "profile_photo_url", Fields.URL);
    return values;
  }

  /** The fields of a user's notification settings; errors are noted in the input. */
  public static Map<String, @Nullable Object> ofSettings(Input fields) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    ALERTS.forEach(name -> fields.bool(name).ifPresent(wanted -> values.put(name, wanted)));
    text(values, fields, "expo_push_token", Fields.TEXT);
    return values;
  }

  private static void text(
      Map<String, @Nullable Object> values, Input fields, String name, int max) {
    if (fields.has(name)) {
      values.put(name, fields.line(name, max).orElse(null));
    }
  }
}
