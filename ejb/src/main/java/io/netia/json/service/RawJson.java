package io.netia.json.service;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;

/**
 * A value that is JSON already: written as it is. Used for payloads that were rendered once for
 * many readers, and for jsonb columns, which are passed through without being understood.
 */
public record RawJson(String json) implements JsonSerializable {

  @Override
  public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
    generator.writeRawValue(json);
  }

  @Override
  public void serializeWithType(
      JsonGenerator generator, SerializerProvider provider, TypeSerializer type)
      throws IOException {
    generator.writeRawValue(json);
  }

  @Override
  public String toString() {
    return json;
  }
}
