package io.netia.openapi.rest;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/** A component of a record as it stands on the wire. */
final class RecordField {

  private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

  private final RecordComponent component;
  private final AnnotatedType value;

  RecordField(RecordComponent component) {
    this.component = component;
    AnnotatedType declared = component.getAnnotatedType();
    this.value =
        canBeAbsent() && declared instanceof AnnotatedParameterizedType wrapped
            ? wrapped.getAnnotatedActualTypeArguments()[0]
            : declared;
  }

  /** Whether the code distinguishes absent from null. */
  private boolean canBeAbsent() {
    return component.getType() == JsonNullable.class;
  }

  /** The key. */
  String name() {
    return onAccessor(JsonProperty.class)
        .map(JsonProperty::value)
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> snakeCase(component.getName()));
  }

  static String snakeCase(String name) {
    return NAMES.translate(name);
  }

  /** The type of the value, without the wrapper that distinguishes absent from null. */
  Type type() {
    return value.getType();
  }

  boolean isNullable() {
    return value.isAnnotationPresent(Nullable.class) && !isLeftOutWhenNull();
  }

  private boolean isLeftOutWhenNull() {
    return onAccessor(JsonInclude.class)
        .filter(include -> include.value() == JsonInclude.Include.NON_NULL)
        .isPresent();
  }

  /**
   * Whether the key is always there: answers write null, in requests it means the same as nothing.
   */
  boolean isRequired(boolean inAnswer) {
    return !canBeAbsent()
        && !isLeftOutWhenNull()
        && (inAnswer || !value.isAnnotationPresent(Nullable.class));
  }

  /** Whether its fields stand in place of it. */
  boolean isUnwrapped() {
    return onAccessor(JsonUnwrapped.class).isPresent();
  }

  /** Whether its entries stand in place of it. */
  boolean isOpen() {
    return onAccessor(JsonAnyGetter.class).isPresent();
  }

  /** The annotation of the component. */
  Optional<Schema> hint() {
    return onAccessor(Schema.class);
  }

  /** A constraint of the value. */
  <A extends Annotation> Optional<A> constraint(Class<A> type) {
    return Optional.ofNullable(value.getAnnotation(type));
  }

  private <A extends Annotation> Optional<A> onAccessor(Class<A> type) {
    return Optional.ofNullable(component.getAccessor().getAnnotation(type));
  }
}
