package io.netia.openapi.rest;

import io.netia.input.WireName;
import io.netia.json.service.RawJson;
import io.netia.requests.Characters;
import io.netia.requests.Items;
import io.netia.requests.OneOf;
import io.netia.requests.Token;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Schemas of values: of types, of the fields of records. */
final class ValueSchemas {

  /** Times of rows, as {@code Json} writes them. */
  private static final String TIME_WITHOUT_ZONE = "date-time-local";

  private static final Map<Class<?>, Supplier<Schema>> SIMPLE =
      Map.ofEntries(
          Map.entry(String.class, ValueSchemas::text),
          Map.entry(UUID.class, () -> text().format("uuid")),
          Map.entry(Instant.class, () -> text().format("date-time")),
          Map.entry(LocalDateTime.class, () -> text().format(TIME_WITHOUT_ZONE)),
          Map.entry(LocalDate.class, () -> text().format("date")),
          Map.entry(boolean.class, () -> of(Schema.SchemaType.BOOLEAN)),
          Map.entry(Boolean.class, () -> of(Schema.SchemaType.BOOLEAN)),
          Map.entry(int.class, () -> of(Schema.SchemaType.INTEGER).format("int32")),
          Map.entry(Integer.class, () -> of(Schema.SchemaType.INTEGER).format("int32")),
          Map.entry(long.class, () -> of(Schema.SchemaType.INTEGER).format("int64")),
          Map.entry(Long.class, () -> of(Schema.SchemaType.INTEGER).format("int64")),
          // Rounded, whatever its fraction.
          Map.entry(Number.class, () -> of(Schema.SchemaType.NUMBER)),
          Map.entry(double.class, () -> of(Schema.SchemaType.NUMBER).format("double")),
          Map.entry(Double.class, () -> of(Schema.SchemaType.NUMBER).format("double")),
          Map.entry(RawJson.class, ValueSchemas::freeObject));

  private final RecordSchemas records;
  private final FieldTexts texts = new FieldTexts();

  ValueSchemas(RecordSchemas records) {
    this.records = records;
  }

  private static Schema of(Schema.SchemaType type) {
    return OASFactory.createSchema().type(type);
  }

  private static Schema text() {
    return of(Schema.SchemaType.STRING);
  }

  private static Schema freeObject() {
    return RecordSchemas.object().additionalPropertiesBoolean(true);
  }

  private static Schema list(Schema items) {
    return of(Schema.SchemaType.ARRAY).items(items);
  }

  /** The schema of a type. */
  Schema of(Type type, boolean inAnswer) {
    if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
      if (Collection.class.isAssignableFrom(raw)) {
        return list(of(generic.getActualTypeArguments()[0], inAnswer));
      }
      if (Map.class.isAssignableFrom(raw)) {
        return ofMap(generic, inAnswer);
      }
    }
    if (!(type instanceof Class<?> plain)) {
      return OASFactory.createSchema();
    }
    Supplier<Schema> simple = SIMPLE.get(plain);
    if (simple != null) {
      return simple.get();
    }
    if (plain.isEnum()) {
      return text().enumeration(words(plain));
    }
    return plain.isRecord() ? records.reference(plain, inAnswer) : OASFactory.createSchema();
  }

  private Schema ofMap(ParameterizedType map, boolean inAnswer) {
    return map.getActualTypeArguments()[1] == Object.class
        ? freeObject()
        : RecordSchemas.object().additionalPropertiesSchema(ofEntries(map, inAnswer));
  }

  /** The schema of a map's values. */
  Schema ofEntries(Type map, boolean inAnswer) {
    return of(((ParameterizedType) map).getActualTypeArguments()[1], inAnswer);
  }

  private static List<Object> words(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(ValueSchemas::word).toList();
  }

  private static Object word(Object constant) {
    return constant instanceof WireName named
        ? named.wire()
        : constant.toString().toLowerCase(Locale.ROOT);
  }

  /** The schema of a field, with its constraints and its description. */
  Schema of(RecordField field, String record, boolean inAnswer) {
    Schema schema = hinted(field, inAnswer);
    field.constraint(Characters.class).ifPresent(length -> schema.maxLength(length.max()));
    field.constraint(Token.class).ifPresent(length -> schema.maxLength(length.max()));
    field.constraint(Items.class).ifPresent(length -> schema.maxItems(length.max()));
    field
        .constraint(OneOf.class)
        .ifPresent(few -> schema.enumeration(List.of((Object[]) few.value())));
    if (field.name().equals("object") && field.hint().isEmpty()) {
      schema.enumeration(List.of(RecordField.snakeCase(record)));
    }
    String description =
        field
            .hint()
            .map(org.eclipse.microprofile.openapi.annotations.media.Schema::description)
            .filter(text -> !text.isEmpty())
            .orElseGet(() -> texts.of(record, field.name()));
    // Beside a reference nothing counts.
    Schema described = schema.getRef() == null ? schema : RecordSchemas.object().addAllOf(schema);
    if (!description.isEmpty()) {
      described.description(description);
    }
    return field.isNullable() ? described.nullable(true) : described;
  }

  private Schema hinted(RecordField field, boolean inAnswer) {
    return field
        .hint()
        .map(hint -> of(field.type(), hint, inAnswer))
        .orElseGet(() -> of(field.type(), inAnswer));
  }

  private Schema of(
      Type type, org.eclipse.microprofile.openapi.annotations.media.Schema hint, boolean inAnswer) {
    boolean isList = hint.type() == SchemaType.ARRAY || type instanceof ParameterizedType;
    Schema schema =
        !hint.ref().isEmpty()
            ? RecordSchemas.named(hint.ref())
            : of(hint.implementation() == Void.class ? type : hint.implementation(), inAnswer);
    if (isList && (!hint.ref().isEmpty() || hint.implementation() != Void.class)) {
      schema = list(schema);
    }
    if (hint.enumeration().length > 0) {
      schema.enumeration(List.of((Object[]) hint.enumeration()));
    }
    if (hint.minLength() > 0) {
      schema.minLength(hint.minLength());
    }
    if (!hint.example().isEmpty()) {
      schema.example(hint.example());
    }
    if (!hint.defaultValue().isEmpty()) {
      schema.defaultValue(
          schema.getType() == Schema.SchemaType.INTEGER
              ? Integer.valueOf(hint.defaultValue())
              : hint.defaultValue());
    }
    return schema;
  }
}
