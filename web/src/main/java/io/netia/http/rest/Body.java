package io.netia.http.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.netia.errors.DomainException;
import io.netia.json.service.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request body, parsed by its content type. */
final class Body {

  private Body() {}

  /**
   * The fields of a body. JSON, forms and the text fields of multipart forms are understood; any
   * other type is read as JSON if it is an object (some senders post JSON as {@code text/plain})
   * and has no fields otherwise.
   *
   * @throws DomainException 400 for a body that is not of its type
   */
  static Map<String, Object> fields(byte[] bytes, @Nullable String contentType) {
    if (bytes.length == 0) {
      return Map.of();
    }
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    if (type.startsWith("application/x-www-form-urlencoded")) {
      return FormFields.decode(FormFields.utf8(bytes, bytes.length));
    }
    if (contentType != null && type.startsWith("multipart/form-data")) {
      return Multipart.textFields(bytes, contentType);
    }
    return type.contains("json") ? json(bytes) : jsonIfAny(bytes);
  }

  private static Map<String, Object> jsonIfAny(byte[] bytes) {
    int first = 0;
    while (first < bytes.length && bytes[first] <= ' ' && bytes[first] >= 0) {
      first++;
    }
    return first < bytes.length && bytes[first] == '{' ? json(bytes) : Map.of();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> json(byte[] bytes) {
    try (JsonParser parser = Json.untrusted().createParser(bytes)) {
      Object value =
          parser.nextToken() == null ? Map.of() : Json.untrusted().readValue(parser, Object.class);
      if (parser.nextToken() != null) {
        throw DomainException.badRequest("Bad Request");
      }
      return value instanceof Map<?, ?> map ? (Map<String, Object>) map : scalar(value);
    } catch (JsonProcessingException malformed) {
      throw DomainException.badRequest("Bad Request");
    } catch (IOException impossible) {
      throw new IllegalStateException("Bytes in memory could not be read", impossible);
    }
  }

  /** A body that is JSON but no object has one field, as deployed clients expect. */
  private static Map<String, Object> scalar(@Nullable Object value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("_json", value);
    return fields;
  }
}
