package io.netia.sql.service;

import io.netia.json.service.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values by column, as pieces of a statement. A {@link Map} is a free JSON object and goes into a
 * {@code jsonb} column.
 *
 * @param values by column name; the names are those of the domain's fields, which the code spells
 *     out
 */
public record ColumnAssignments(Map<String, @Nullable Object> values) {

  private static final String METADATA = "metadata";

  /** For an insert: {@code , a, b}. */
  public String names() {
    return values.keySet().stream().map(column -> ", " + column).collect(Collectors.joining());
  }

  /** For an insert: {@code , ?, ?}. */
  public String places() {
    return values.keySet().stream()
        .map(column -> ", " + place(column))
        .collect(Collectors.joining());
  }

  /**
   * For an update: {@code a = ?, b = ?, }; some columns, those of {@code k}, keep what they hold
   * unless it is blank.
   */
  public String assignmentsKeeping(Set<String> kept) {
    return values.keySet().stream()
        .map(
            column ->
                column
                    + " = "
                    + (kept.contains(column)
                        ? "coalesce(" + filled(column) + ", " + place(column) + ")"
                        : place(column))
                    + ", ")
        .collect(Collectors.joining());
  }

  private static String filled(String column) {
    return column.equals(METADATA) ? "nullif(k.metadata, '{}')" : "nullif(k." + column + ", '')";
  }

  /**
   * The parameters of {@link #places} or {@link #assignmentsKeeping}, between those before and
   * those after.
   */
  public @Nullable Object[] parameters(List<?> before, @Nullable Object... after) {
    List<@Nullable Object> all = new ArrayList<>(before);
    values.forEach((column, value) -> all.add(parameter(value)));
    all.addAll(Arrays.asList(after));
    return all.toArray();
  }

  private static String place(String column) {
    return column.equals(METADATA) ? "?::jsonb" : "?";
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object parameter(@Nullable Object value) {
    return value instanceof Map<?, ?> object ? Json.object((Map<String, ?>) object) : value;
  }
}
