package io.netia.conversations.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conditions of a query with their bound parameters, in order. Conditions are constants of the
 * code; values are only ever bound.
 */
final class Conditions {

  private final List<String> conditions = new ArrayList<>();
  private final List<@Nullable Object> parameters = new ArrayList<>();

  /** The same, to be added to. */
  Conditions copy() {
    Conditions copy = new Conditions();
    copy.conditions.addAll(conditions);
    copy.parameters.addAll(parameters);
    return copy;
  }

  /** Adds a condition and the values of its question marks. */
  Conditions and(String condition, @Nullable Object... values) {
    conditions.add(condition);
    parameters.addAll(Arrays.asList(values));
    return this;
  }

  /** Adds a parameter that stands after the conditions. */
  Conditions parameter(@Nullable Object value) {
    parameters.add(value);
    return this;
  }

  /** The conditions; true when there are none. */
  String sql() {
    return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
  }

  @Nullable Object[] parameters() {
    return parameters.toArray();
  }
}
