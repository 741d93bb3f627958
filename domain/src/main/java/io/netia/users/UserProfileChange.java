package io.netia.users;

import io.netia.limits.Budget.Fields;
import io.netia.requests.Characters;
import io.netia.requests.Lines;
import io.netia.requests.RequestRecord;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/** What a user changes of his or her profile; what is absent stays. */
@RequestRecord(wrapper = "user_profile")
public record UserProfileChange(
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> fullName,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> displayName,
    JsonNullable<@Characters(max = Fields.URL) @Nullable String> profilePhotoUrl,
    JsonNullable<@Characters(max = Fields.TEXT) @Nullable String> slackUserId) {

  /** All of it is shown on one line. */
  public UserProfileChange {
    fullName = Lines.oneLine(fullName);
    displayName = Lines.oneLine(displayName);
    profilePhotoUrl = Lines.oneLine(profilePhotoUrl);
    slackUserId = Lines.oneLine(slackUserId);
  }
}
