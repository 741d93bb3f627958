package io.netia.input;

import io.netia.errors.ValidationException;
import io.netia.limits.Budget.Fields;
import io.netia.limits.ObjectLimit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Named values from a request body or a socket payload: JSON scalars, {@link Map}s and {@link
 * List}s.
 *
 * <p>The accessors answer empty for absent, null and blank values ("Empty strings in writes are
 * treated as null") and note an error when a value has the wrong type, so a use case reads all its
 * fields and then calls {@link #check()} once. {@link #has} tells "absent" from "set to null" for
 * partial updates. Not thread-safe; one request, one instance.
 */
public final class Input {

  private static final String IS_INVALID = "is invalid";
  private static final String BLANK = "can't be blank";

  private final Map<String, ?> values;
  private final Map<String, List<String>> errors = new LinkedHashMap<>();

  private Input(Map<String, ?> values) {
    this.values = values;
  }

  /** Wraps the fields of a request; the map is read, never changed. */
  public static Input of(Map<String, ?> values) {
    return new Input(values);
  }

  /** All fields as they came. */
  public Map<String, ?> values() {
    return values;
  }

  /** Whether the caller sent the field at all, be it null. */
  public boolean has(String field) {
    return values.containsKey(field);
  }

  /** The value as it came, empty when absent or null. */
  public Optional<Object> raw(String field) {
    return Optional.ofNullable(values.get(field));
  }

  /** A text of at most {@code max} characters; numbers and booleans are taken as their text. */
  public Optional<String> text(String field, int max) {
    return verbatim(field, max).filter(text -> !text.isBlank());
  }

  /**
   * As {@link #text}, but an empty text stays an empty text: message bodies are stored as written.
   */
  public Optional<String> verbatim(String field, int max) {
    Object value = values.get(field);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
      return invalid(field, IS_INVALID);
    }
    String text = value.toString();
    // At most two code units for each character: nobody counts what is far too long.
    if (text.length() / 2 > max || text.codePointCount(0, text.length()) > max) {
      return invalid(field, "should be at most " + max + " character(s)");
    }
    return Texts.isBroken(text) ? invalid(field, IS_INVALID) : Optional.of(text);
  }

  /**
   * As {@link #verbatim}, for what people write.
   *
   * @param controls how many control characters beside tabs and line breaks it may hold
   */
  public Optional<String> prose(String field, int max, int controls) {
    Optional<String> text = verbatim(field, max);
    return text.filter(words -> Texts.controls(words) > controls).isPresent()
        ? invalid(field, "should have at most " + controls + " control character(s)")
        : text;
  }

  /** As {@link #text}, on one line: line breaks and other control characters become spaces. */
  public Optional<String> line(String field, int max) {
    return text(field, max).map(Texts::oneLine).filter(line -> !line.isEmpty());
  }

  /** A text that must be there. The answer is empty text when it is not, and the error is noted. */
  public String requiredText(String field, int max) {
    return text(field, max)
        .orElseGet(
            () -> {
              require(field);
              return "";
            });
  }

  /** {@code true/false/"true"/"false"/"1"/"0"/1/0}. */
  public Optional<Boolean> bool(String field) {
    Object value = values.get(field);
    if (value == null || "".equals(value)) {
      return Optional.empty();
    }
    return switch (value.toString()) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> invalid(field, IS_INVALID);
    };
  }

  /** A whole number or its text, within the range of {@code long}. */
  public Optional<Long> integer(String field) {
    Object value = values.get(field);
    if (value == null || "".equals(value)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(value.toString().trim()));
    } catch (NumberFormatException notANumber) {
      return invalid(field, IS_INVALID);
    }
  }

  /** An id in the usual 36-character spelling. */
  public Optional<UUID> uuid(String field) {
    Object value = values.get(field);
    if (value == null || "".equals(value)) {
      return Optional.empty();
    }
    Optional<UUID> id = uuidOf(value.toString());
    return id.isPresent() ? id : invalid(field, IS_INVALID);
  }

  /** Ids, without repeats and in order; a single id counts as a list of one. */
  public List<UUID> uuids(String field, int max) {
    List<UUID> ids = new ArrayList<>();
    for (Object value : list(field, max)) {
      uuidOf(String.valueOf(value))
          .filter(id -> !ids.contains(id))
          .ifPresentOrElse(ids::add, () -> duplicateOrInvalid(field, value));
    }
    return ids;
  }

  /** Whole numbers, without repeats and in order. */
  public List<Long> integers(String field, int max) {
    List<Long> numbers = new ArrayList<>();
    for (Object value : list(field, max)) {
      try {
        long number = Long.parseLong(String.valueOf(value));
        if (!numbers.contains(number)) {
          numbers.add(number);
        }
      } catch (NumberFormatException notANumber) {
        invalid(field, IS_INVALID);
      }
    }
    return numbers;
  }

  private void duplicateOrInvalid(String field, Object value) {
    if (uuidOf(String.valueOf(value)).isEmpty()) {
      invalid(field, IS_INVALID);
    }
  }

  private List<?> list(String field, int max) {
    Object value = values.get(field);
    if (value == null) {
      return List.of();
    }
    if (value instanceof Collection<?> many && many.size() > max) {
      invalid(field, "should have at most " + max + " item(s)");
      return List.of();
    }
    return value instanceof Collection<?> many
        ? many.stream().map(String::valueOf).toList()
        : List.of(value);
  }

  /** ISO-8601 with or without offset (none means UTC), or a date alone. */
  public Optional<Instant> time(String field) {
    Object value = values.get(field);
    if (value == null || "".equals(value)) {
      return Optional.empty();
    }
    Optional<Instant> instant = instantOf(value.toString());
    return instant.isPresent() ? instant : invalid(field, IS_INVALID);
  }

  /** A free JSON object within its limit; anything else is an error. */
  @SuppressWarnings("unchecked")
  public Optional<Map<String, Object>> object(String field, ObjectLimit limit) {
    Object value = values.get(field);
    if (value == null || "".equals(value)) {
      return Optional.empty();
    }
    if (!(value instanceof Map<?, ?> map)) {
      return invalid(field, IS_INVALID);
    }
    Optional<String> problem = FreeObject.problem(map, limit);
    return problem.isPresent()
        ? invalid(field, problem.get())
        : Optional.of((Map<String, Object>) map);
  }

  /** A constant by its spelling on the wire. */
  public <E extends Enum<E> & WireName> Optional<E> oneOf(String field, Class<E> type) {
    Optional<String> text = text(field, 255);
    Optional<E> constant = text.flatMap(wire -> WireName.find(type, wire));
    return text.isEmpty() || constant.isPresent() ? constant : invalid(field, IS_INVALID);
  }

  /** The same fields without some of them, and without errors. */
  public Input without(Collection<String> names) {
    Map<String, Object> rest = new LinkedHashMap<>(values);
    rest.keySet().removeAll(names);
    return new Input(rest);
  }

  /** Notes "can't be blank". */
  public void require(String field) {
    if (!errors.containsKey(field)) {
      error(field, BLANK);
    }
  }

  /** Notes an error of a field. */
  public void error(String field, String message) {
    errors.computeIfAbsent(field, ignored -> new ArrayList<>()).add(message);
  }

  /** The errors noted so far, by field. */
  public Map<String, List<String>> errors() {
    return errors;
  }

  /**
   * Ends the reading.
   *
   * @throws ValidationException when any field had an error
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw new ValidationException(errors);
    }
  }

  private <T> Optional<T> invalid(String field, String message) {
    error(field, message);
    return Optional.empty();
  }

  /**
   * Reads an id; empty for anything but the 36-character spelling ({@link UUID#fromString} takes
   * much more).
   */
  public static Optional<UUID> uuidOf(String text) {
    if (text.length() != 36) {
      return Optional.empty();
    }
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  /**
   * Reads a time as {@link #time} does; empty when it is none, or lies outside the years 1900 to
   * 9999.
   */
  public static Optional<Instant> instantOf(String text) {
    if (text.length() > Fields.TIME_SPELLING) {
      return Optional.empty();
    }
    Instant instant;
    try {
      if (text.length() == 10) {
        instant = LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
      } else {
        String iso = text.replace(' ', 'T');
        instant =
            hasOffset(iso)
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
      }
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
    int year = instant.atOffset(ZoneOffset.UTC).getYear();
    return year >= Fields.YEAR_FIRST && year <= Fields.YEAR_LAST
        ? Optional.of(instant)
        : Optional.empty();
  }

  private static boolean hasOffset(String iso) {
    int time = iso.indexOf('T');
    return time > 0
        && (iso.endsWith("Z") || iso.indexOf('+', time) > 0 || iso.indexOf('-', time) > 0);
  }
}
