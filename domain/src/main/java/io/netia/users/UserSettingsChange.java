package io.netia.users;

import io.netia.limits.Budget.Fields;
import io.netia.requests.Characters;
import io.netia.requests.Lines;
import io.netia.requests.RequestRecord;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/** What a user changes of his or her notification settings; what is absent stays. */
@RequestRecord(wrapper = "user_settings")
public record UserSettingsChange(
    @Nullable Boolean emailAlertOnNewMessage,
    @Nullable Boolean emailAlertOnNewConversation,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> expoPushToken) {

  /** A token has no line breaks. */
  public UserSettingsChange {
    expoPushToken = Lines.oneLine(expoPushToken);
  }
}
