package io.netia.requests.service;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.ReferenceType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * What the values of a request are made of. Something else in place of an object or a list is an
 * error of the field and does not end the reading. A field that was sent with a text was sent,
 * whatever the text: the library takes a blank one for an absent field.
 */
final class RequestShapes extends SimpleModule {

  private static final long serialVersionUID = 1L;

  RequestShapes() {
    super("netia-request-shapes");
    setDeserializerModifier(new Modifier());
  }

  private static final class Modifier extends BeanDeserializerModifier {

    private static final long serialVersionUID = 1L;

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> reader) {
      return bean.getBeanClass().isRecord() ? new Shaped(reader, JsonToken.START_OBJECT) : reader;
    }

    @Override
    public JsonDeserializer<?> modifyCollectionDeserializer(
        DeserializationConfig config,
        CollectionType type,
        BeanDescription bean,
        JsonDeserializer<?> reader) {
      return new Shaped(reader, JsonToken.START_ARRAY);
    }

    @Override
    public JsonDeserializer<?> modifyReferenceDeserializer(
        DeserializationConfig config,
        ReferenceType type,
        BeanDescription bean,
        JsonDeserializer<?> reader) {
      return new Sent(reader, type.getContentType());
    }
  }

  private static final class Sent extends DelegatingDeserializer {

    private static final long serialVersionUID = 1L;

    private final JavaType content;

    Sent(JsonDeserializer<?> reader, JavaType content) {
      super(reader);
      this.content = content;
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return parser.hasToken(JsonToken.VALUE_STRING)
          ? JsonNullable.of(context.readValue(parser, content))
          : super.deserialize(parser, context);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
      return new Sent(reader, content);
    }
  }

  private static final class Shaped extends DelegatingDeserializer {

    private static final long serialVersionUID = 1L;

    private final JsonToken first;

    Shaped(JsonDeserializer<?> reader, JsonToken first) {
      super(reader);
      this.first = first;
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (parser.hasToken(first)) {
        return super.deserialize(parser, context);
      }
      if (!isNothing(parser)) {
        FieldErrors.invalid(parser, context);
      }
      return null;
    }

    /** An empty text in place of an object. */
    private boolean isNothing(JsonParser parser) throws IOException {
      return first == JsonToken.START_OBJECT
          && parser.hasToken(JsonToken.VALUE_STRING)
          && parser.getText().isEmpty();
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> reader) {
      return new Shaped(reader, first);
    }
  }
}
