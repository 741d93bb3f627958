package io.netia.requests.service;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netia.errors.ValidationException;
import io.netia.input.FreeObject;
import io.netia.limits.Budget.Fields;
import io.netia.requests.RequestRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullableModule;

/** Reads the values of a request as a record, and validates it. */
@ApplicationScoped
public class RequestMapper {

  private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .registerModule(new JsonNullableModule())
          .registerModule(new RequestScalars())
          .registerModule(new RequestShapes());

  @Inject private Validator validator;

  /**
   * The record of a type with a request's values; fields that it does not have are ignored.
   *
   * @param type annotated with {@link RequestRecord}
   * @param values JSON scalars, maps and lists by name on the wire
   * @throws ValidationException with the errors of all fields: a value of another type, or one that
   *     breaks a constraint
   */
  public <T> T read(Class<T> type, Map<String, ?> values) {
    FieldErrors errors = new FieldErrors();
    T request = record(type, values, errors);
    List<ConstraintViolation<T>> violations =
        validator.validate(request).stream()
            .sorted(Comparator.comparing(ConstraintViolation::getMessage))
            .toList();
    for (ConstraintViolation<T> violation : violations) {
      String field = NAMES.translate(violation.getPropertyPath().iterator().next().getName());
      // What could not be read is null, and not missing.
      if (!errors.contains(field)) {
        errors.add(field, violation.getMessage());
      }
    }
    errors.check();
    return request;
  }

  private static <T> T record(Class<T> type, Map<String, ?> values, FieldErrors errors) {
    // Whatever else was sent is not copied.
    Map<String, @Nullable Object> known = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String field = NAMES.translate(component.getName());
      if (values.containsKey(field) && isBounded(component, field, values.get(field), errors)) {
        known.put(field, values.get(field));
      }
    }
    ObjectNode tree = MAPPER.valueToTree(known);
    try (JsonParser parser = MAPPER.treeAsTokens(tree)) {
      return MAPPER.readerFor(type).withAttribute(FieldErrors.class, errors).readValue(parser);
    } catch (IOException impossible) {
      throw new IllegalStateException("Values in memory could not be read as " + type, impossible);
    }
  }

  /** An object inside a request is bounded like the settings of an account, which are one. */
  private static boolean isBounded(
      RecordComponent component, String field, @Nullable Object value, FieldErrors errors) {
    if (!component.getType().isRecord() || !(value instanceof Map<?, ?> object)) {
      return true;
    }
    Optional<String> problem = FreeObject.problem(object, Fields.SETTINGS);
    problem.ifPresent(found -> errors.add(field, found));
    return problem.isEmpty();
  }
}
