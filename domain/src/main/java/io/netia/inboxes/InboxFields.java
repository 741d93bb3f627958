package io.netia.inboxes;

import io.netia.input.Input;
import io.netia.limits.Budget.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an inbox in a request, by column: only those that were sent. Being primary is a
 * matter between inboxes and not among them; the slug is the server's.
 */
public final class InboxFields {

  private InboxFields() {}

  /**
   * Reads the fields; errors are noted in the input.
   *
   * @param isNew whether there must be a name
   */
  public static Map<String, @Nullable Object> of(Input fields, boolean isNew) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (isNew || fields.has("name")) {
      values.put("name", fields.requiredText("name", Fields.TEXT));
    }
    if (fields.has("description")) {
      values.put("description", fields.text("description", Fields.TEXT).orElse(null));
    }
    fields.bool("is_private").ifPresent(isPrivate -> values.put("is_private", isPrivate));
    return values;
  }
}
