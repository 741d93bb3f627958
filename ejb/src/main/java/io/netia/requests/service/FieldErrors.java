package io.netia.requests.service;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.DeserializationContext;
import io.netia.errors.ValidationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The errors of a request's fields so far, by name on the wire. */
final class FieldErrors {

  private static final String INVALID = "is invalid";

  private final Map<String, List<String>> errors = new LinkedHashMap<>();

  /**
   * Notes that a value is not of its type, and skips it. The error is that of the request's field
   * in which the value stands, however deep.
   */
  static void invalid(JsonParser parser, DeserializationContext context) throws IOException {
    FieldErrors errors = (FieldErrors) context.getAttribute(FieldErrors.class);
    JsonStreamContext place = parser.getParsingContext();
    while (!place.getParent().inRoot()) {
      place = place.getParent();
    }
    String field = place.getCurrentName();
    if (!errors.contains(field)) {
      errors.add(field, INVALID);
    }
    parser.skipChildren();
  }

  void add(String field, String message) {
    errors.computeIfAbsent(field, ignored -> new ArrayList<>()).add(message);
  }

  boolean contains(String field) {
    return errors.containsKey(field);
  }

  /**
   * Ends the reading.
   *
   * @throws ValidationException when any field had an error
   */
  void check() {
    if (!errors.isEmpty()) {
      throw new ValidationException(errors);
    }
  }
}
