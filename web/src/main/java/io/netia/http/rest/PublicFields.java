package io.netia.http.rest;

import io.netia.input.Input;
import io.netia.input.Texts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Fields from a visitor's page, where scripts write {@code undefined} and {@code null} for an id
 * they do not have.
 */
public final class PublicFields {

  private static final Set<String> IDS = Set.of("inbox_id", "customer_id", "account_id");

  private PublicFields() {}

  /** The fields, with ids that are nothing left out. */
  public static Input of(Map<String, ?> fields) {
    Map<String, Object> kept = new LinkedHashMap<>(fields);
    IDS.forEach(
        id ->
            kept.computeIfPresent(
                id,
                (name, value) ->
                    value instanceof String text && Texts.isLiteralNothing(text) ? null : value));
    return Input.of(kept);
  }
}
