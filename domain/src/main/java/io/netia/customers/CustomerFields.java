package io.netia.customers;

import io.netia.input.Input;
import io.netia.limits.Budget.Fields;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a customer in a request, by column, cleaned up: ids and addresses that read {@code
 * null} or {@code undefined} are nothing, long page addresses are cut, metadata that is no object
 * is dropped. Only fields that were sent are here, so that an update leaves the others alone.
 */
public record CustomerFields(Map<String, @Nullable Object> values) {

  private static final Set<String> LITERAL_NOTHING = Set.of("null", "undefined");

  private static final List<String> TEXTS =
      List.of(
          "name",
          "phone",
          "browser",
          "browser_version",
          "browser_language",
          "os",
          "host",
          "lib",
          "time_zone");
  private static final List<String> IDENTITIES = List.of("email", "external_id");
  private static final List<String> NUMBERS = List.of("screen_height", "screen_width");

  /**
   * The columns that identify a customer, not the device. Whoever only knows the customer's id may
   * set them while they are blank and never change them.
   */
  public static final Set<String> WHO =
      Set.of("name", "email", "phone", "external_id", "profile_photo_url", "metadata");

  /** The fields that widgets may set once the customer exists; errors are noted in the input. */
  public static CustomerFields ofMetadata(Input fields) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    TEXTS.forEach(
        name -> put(values, fields, name, (input, field) -> input.line(field, Fields.TEXT)));
    IDENTITIES.forEach(name -> put(values, fields, name, CustomerFields::identity));
    NUMBERS.forEach(name -> put(values, fields, name, CustomerFields::size));
    put(values, fields, "current_url", CustomerFields::pageAddress);
    put(values, fields, "pathname", (input, field) -> input.line(field, Fields.URL));
    if (fields.raw("metadata").filter(Map.class::isInstance).isPresent()) {
      put(values, fields, "metadata", (input, field) -> input.object(field, Fields.METADATA));
    }
    return new CustomerFields(values);
  }

  /** All fields, for agents and for creation; errors are noted in the input. */
  public static CustomerFields ofCustomer(Input fields) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>(ofMetadata(fields).values());
    put(values, fields, "profile_photo_url", (input, field) -> input.line(field, Fields.URL));
    put(values, fields, "company_id", Input::uuid);
    fields.date("first_seen").ifPresent(day -> values.put("first_seen", day));
    fields.time("last_seen_at").ifPresent(time -> values.put("last_seen_at", time));
    return new CustomerFields(values);
  }

  /** The text of a column, empty when it was not sent or reads nothing. */
  public Optional<String> text(String column) {
    return Optional.ofNullable((String) values.get(column));
  }

  /** No customer was first or last seen later than now, whatever the client's clock. */
  public static void notInTheFuture(Map<String, @Nullable Object> values, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    values.computeIfPresent(
        "first_seen", (name, day) -> ((LocalDate) day).isAfter(today) ? today : day);
    values.computeIfPresent(
        "last_seen_at", (name, time) -> ((Instant) time).isAfter(now) ? now : time);
  }

  private static <T> void put(
      Map<String, @Nullable Object> values,
      Input fields,
      String name,
      BiFunction<Input, String, Optional<T>> reading) {
    if (fields.has(name)) {
      values.put(name, reading.apply(fields, name).orElse(null));
    }
  }

  private static Optional<String> identity(Input fields, String name) {
    return fields.token(name, Fields.TEXT).filter(text -> !LITERAL_NOTHING.contains(text));
  }

  private static Optional<String> pageAddress(Input fields, String name) {
    return fields
        .line(name, Fields.PAGE_ADDRESS_SENT)
        .map(
            url ->
                url.length() <= Fields.TEXT
                    ? url
                    : url.substring(
                            0,
                            url.offsetByCodePoints(
                                0,
                                Math.min(
                                    Fields.PAGE_ADDRESS_KEPT, url.codePointCount(0, url.length()))))
                        + "...");
  }

  /** Screens are measured in whole pixels; browsers that scale send fractions. */
  private static Optional<Integer> size(Input fields, String name) {
    Object value = fields.raw(name).orElse("");
    if (value instanceof Double fraction && Math.abs(fraction) < Integer.MAX_VALUE) {
      return Optional.of((int) Math.round(fraction));
    }
    Optional<Long> number = fields.integer(name);
    if (number.isPresent() && Math.abs(number.get()) > Integer.MAX_VALUE) {
      fields.error(name, "is invalid");
      return Optional.empty();
    }
    return number.map(Long::intValue);
  }
}
