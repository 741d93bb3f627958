package io.netia.http.rest;

import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.input.Input;
import io.netia.input.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, wherever they were: query and body merged into one map, the body's
 * fields winning.
 */
public final class Parameters {

  private final Map<String, Object> values;

  private Parameters(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Merges a raw query string and the fields of a body.
   *
   * @throws DomainException 400 for a query that is not percent-encoded UTF-8
   * @throws ValidationException for what no database and no reader can hold: NUL, half a surrogate
   *     pair, or a number beyond all sizes
   */
  public static Parameters of(@Nullable String rawQuery, Map<String, Object> body) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (rawQuery != null) {
      values.putAll(FormFields.decode(rawQuery));
    }
    values.putAll(body);
    values.forEach(Parameters::refuseBrokenText);
    return new Parameters(values);
  }

  private static void refuseBrokenText(String field, @Nullable Object value) {
    if (value instanceof String text) {
      if (Texts.isBroken(text)) {
        throw ValidationException.field(Texts.isBroken(field) ? "parameters" : field, "is invalid");
      }
    } else if (value instanceof Double number && number.isInfinite()) {
      throw ValidationException.field(Texts.isBroken(field) ? "parameters" : field, "is invalid");
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((name, inner) -> refuseBrokenText(String.valueOf(name), inner));
    } else if (value instanceof List<?> list) {
      list.forEach(inner -> refuseBrokenText(field, inner));
    }
    if (Texts.isBroken(field)) {
      throw ValidationException.field("parameters", "is invalid");
    }
  }

  /** Everything, for reading field by field. */
  public Input input() {
    return Input.of(values);
  }

  /** Everything as it came. */
  public Map<String, Object> values() {
    return values;
  }

  /**
   * The fields under a wrapper key.
   *
   * @throws DomainException 400 when the key is missing or holds something else
   */
  public Input wrapped(String name) {
    return Input.of(
        object(name)
            .orElseThrow(() -> DomainException.badRequest("The field " + name + " is missing")));
  }

  /** The object under a key; empty when it is missing or holds something else. */
  @SuppressWarnings("unchecked")
  public Optional<Map<String, Object>> object(String name) {
    return values.get(name) instanceof Map<?, ?> map
        ? Optional.of((Map<String, Object>) map)
        : Optional.empty();
  }

  /** A text or number as text; empty when missing, null, blank, or something else. */
  public Optional<String> text(String name) {
    Object value = values.get(name);
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? Optional.of(value.toString()).filter(text -> !text.isBlank())
        : Optional.empty();
  }

  /**
   * As {@link #text}, and empty for {@code undefined} and {@code null}, which scripts send for a
   * value that they do not have.
   */
  public Optional<String> textOrNothing(String name) {
    return text(name).filter(text -> !Texts.isLiteralNothing(text));
  }

  /**
   * A text that must be there.
   *
   * @throws DomainException 400 when it is not
   */
  public String required(String name) {
    return text(name)
        .orElseThrow(() -> DomainException.badRequest("The field " + name + " is missing"));
  }

  /**
   * An id that may be missing.
   *
   * @throws DomainException 400 for anything that is not an id
   */
  public Optional<UUID> id(String name) {
    return textOrNothing(name).map(Parameters::idOf);
  }

  /**
   * An id that must be there.
   *
   * @throws DomainException 400 when it is missing or not an id
   */
  public UUID requiredId(String name) {
    return idOf(required(name));
  }

  /**
   * Reads an id from a path.
   *
   * @throws DomainException 400 for anything that is not an id
   */
  public static UUID idOf(String text) {
    return Input.uuidOf(text).orElseThrow(() -> DomainException.badRequest("Bad Request"));
  }

  /**
   * Reads a number from a path.
   *
   * @throws DomainException 400 for anything that is not a number
   */
  public static long numberOf(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notANumber) {
      throw DomainException.badRequest("Bad Request");
    }
  }
}
