package io.netia.customers.service;

import io.netia.json.service.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values by column, as pieces of the statements that write only what a page spoke of. {@code
 * metadata} is a free JSON object.
 *
 * @param values by column name, which the code spells out
 */
record ColumnValues(Map<String, @Nullable Object> values) {

  private static final String METADATA = "metadata";

  /** For an insert: {@code , a, b}. */
  String names() {
    return values.keySet().stream().map(column -> ", " + column).collect(Collectors.joining());
  }

  /** For an insert: {@code , ?, ?}. */
  String places() {
    return values.keySet().stream()
        .map(column -> ", " + place(column))
        .collect(Collectors.joining());
  }

  /**
   * For an update: {@code a = ?, b = ?, }; some columns, those of {@code k}, keep what they hold
   * unless it is blank.
   */
  String assignmentsKeeping(Set<String> kept) {
    return values.keySet().stream()
        .map(column -> column + " = " + assigned(column, kept.contains(column)) + ", ")
        .collect(Collectors.joining());
  }

  private static String assigned(String column, boolean isKept) {
    return isKept ? "coalesce(" + filled(column) + ", " + place(column) + ")" : place(column);
  }

  private static String filled(String column) {
    return column.equals(METADATA) ? "nullif(k.metadata, '{}')" : "nullif(k." + column + ", '')";
  }

  private static String place(String column) {
    return column.equals(METADATA) ? "?::jsonb" : "?";
  }

  /**
   * The parameters of {@link #places} or {@link #assignmentsKeeping}, between those before and
   * those after.
   */
  @Nullable Object[] parameters(List<?> before, @Nullable Object... after) {
    List<@Nullable Object> all = new ArrayList<>(before);
    values.values().forEach(value -> all.add(parameter(value)));
    all.addAll(Arrays.asList(after));
    return all.toArray();
  }

  private static @Nullable Object parameter(@Nullable Object value) {
    return value instanceof Map<?, ?> object ? Json.write(object) : value;
  }
}
