package io.netia.openapi.rest;

import io.netia.openapi.rest.MessageSchemas.File;
import io.netia.openapi.rest.MessageSchemas.Mention;
import io.netia.openapi.rest.MessageSchemas.Tag;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Schemas of records, by the rules that they are read and written with: names in snake_case, and
 * what may be null by the annotations of the code. They are not left to the server, which knows
 * neither rule.
 */
public final class RecordSchemas {

  private final Map<String, Schema> components = new TreeMap<>();
  private final Map<String, Class<?>> owners = new TreeMap<>();
  private final ValueSchemas values = new ValueSchemas(this);

  /** With the schemas of what the database renders as JSON, which other records name. */
  public RecordSchemas() {
    List.of(File.class, Tag.class, Mention.class).forEach(this::answer);
  }

  /** All schemas that were asked for, by name. */
  public Map<String, Schema> components() {
    return components;
  }

  /** The schema of what is sent. */
  public Schema request(Type type) {
    return values.of(type, false);
  }

  /** The schema of what is answered. */
  public Schema answer(Type type) {
    return values.of(type, true);
  }

  /** An object with one field, which is required. */
  public static Schema wrapped(String name, Schema content) {
    return object().addProperty(name, content).addRequired(name);
  }

  /** The components of a record as parameters of a query. */
  public List<Parameter> query(Class<?> record) {
    Schema schema = object();
    addFields(schema, record, false, false);
    List<String> required = schema.getRequired() == null ? List.of() : schema.getRequired();
    List<Parameter> parameters = new ArrayList<>();
    for (Entry<String, Schema> field : schema.getProperties().entrySet()) {
      Schema value = field.getValue();
      parameters.add(
          OASFactory.createParameter()
              .name(field.getKey())
              .in(Parameter.In.QUERY)
              .required(required.contains(field.getKey()))
              .description(value.getDescription())
              .schema(value));
      value.setDescription(null);
      value.setNullable(null);
    }
    return parameters;
  }

  /** A reference to the schema of a record, which is made when it is first asked for. */
  Schema reference(Class<?> record, boolean inAnswer) {
    String name = name(record);
    Class<?> owner = owners.putIfAbsent(name, record);
    if (owner == null) {
      Schema schema = object();
      components.put(name, schema);
      addFields(schema, record, inAnswer, false);
    } else if (owner != record) {
      throw new IllegalStateException(
          "Two records would be described as " + name + ": " + owner + " and " + record);
    }
    return named(name);
  }

  static Schema named(String name) {
    return OASFactory.createSchema().ref("#/components/schemas/" + name);
  }

  static Schema object() {
    return OASFactory.createSchema().type(SchemaType.OBJECT);
  }

  private void addFields(Schema schema, Class<?> record, boolean inAnswer, boolean isOptional) {
    for (RecordComponent component : record.getRecordComponents()) {
      RecordField field = new RecordField(component);
      if (field.isUnwrapped()) {
        addFields(schema, component.getType(), inAnswer, isOptional || field.isNullable());
      } else if (field.isOpen()) {
        schema.additionalPropertiesSchema(values.ofEntries(component.getGenericType(), inAnswer));
      } else {
        schema.addProperty(field.name(), values.of(field, name(record), inAnswer));
        if (!isOptional && field.isRequired(inAnswer)) {
          schema.addRequired(field.name());
        }
      }
    }
  }

  /** {@code Inbox} for {@code InboxView}; what is inside another record begins with its name. */
  private static String name(Class<?> record) {
    org.eclipse.microprofile.openapi.annotations.media.Schema own =
        record.getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    if (own != null && !own.name().isEmpty()) {
      return own.name();
    }
    String simple = record.getSimpleName().replaceFirst("View$", "");
    Class<?> outer = record.getEnclosingClass();
    return outer != null && outer.isRecord() ? name(outer) + simple : simple;
  }
}
