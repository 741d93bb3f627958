package io.netia.live.socket.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import io.netia.json.service.Json;
import io.netia.limits.Budget;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads text frames token by token, without a tree in between. */
final class TextFrames {

  private static final ObjectReader FIELDS =
      Json.mapper().readerFor(new TypeReference<Map<String, Object>>() {});

  private TextFrames() {}

  /** {@code [join_ref, ref, topic, event, payload]}; further elements are ignored. */
  static Frame array(String text) {
    return parse(
        text,
        json -> {
          expect(json.nextToken(), JsonToken.START_ARRAY);
          json.nextToken();
          String joinRef = reference(json);
          json.nextToken();
          String ref = reference(json);
          json.nextToken();
          String topic = name(json);
          json.nextToken();
          String event = name(json);
          json.nextToken();
          Optional<Map<String, Object>> fields = fields(json);
          while (json.nextToken() != JsonToken.END_ARRAY) {
            skip(json);
          }
          return new Frame(joinRef, ref, topic, event, fields, false);
        });
  }

  /**
   * {@code {"topic","event","payload","ref"}}, all four required; {@code join_ref} may come too.
   */
  static Frame object(String text) {
    return parse(
        text,
        json -> {
          expect(json.nextToken(), JsonToken.START_OBJECT);
          ObjectFrame frame = new ObjectFrame();
          while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            frame.read(key, json);
          }
          return frame.complete();
        });
  }

  private static final class ObjectFrame {
    private @Nullable String joinRef;
    private @Nullable String ref;
    private @Nullable String topic;
    private @Nullable String event;
    private Optional<Map<String, Object>> fields = Optional.empty();
    private boolean hasRef;
    private boolean hasPayload;

    void read(String key, JsonParser json) throws IOException {
      switch (key) {
        case "topic" -> topic = name(json);
        case "event" -> event = name(json);
        case "join_ref" -> joinRef = reference(json);
        case "ref" -> {
          ref = reference(json);
          hasRef = true;
        }
        case "payload" -> {
          fields = fields(json);
          hasPayload = true;
        }
        default -> skip(json);
      }
    }

    Frame complete() {
      if (topic == null || event == null || !hasRef || !hasPayload) {
        throw new MalformedFrame("a key is missing");
      }
      return new Frame(joinRef, ref, topic, event, fields, false);
    }
  }

  private static Frame parse(String text, Reading reading) {
    try (JsonParser json = Json.mapper().createParser(text)) {
      Frame frame = reading.read(json);
      expect(json.nextToken(), null);
      return frame;
    } catch (IOException notJson) {
      throw new MalformedFrame("not JSON");
    }
  }

  private static @Nullable String reference(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    // Hand-written clients count with numbers.
    if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
      if (json.getTextLength() > Budget.Sockets.REFERENCE) {
        throw new MalformedFrame("a reference is too long");
      }
      return json.getText();
    }
    throw new MalformedFrame("a reference is neither text nor null");
  }

  private static String name(JsonParser json) throws IOException {
    expect(json.currentToken(), JsonToken.VALUE_STRING);
    if (json.getTextLength() > Budget.Sockets.NAME) {
      throw new MalformedFrame("a name is too long");
    }
    return json.getText();
  }

  private static Optional<Map<String, Object>> fields(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      return Optional.of(FIELDS.readValue(json));
    }
    skip(json);
    return Optional.empty();
  }

  private static void skip(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == null || token == JsonToken.END_ARRAY || token == JsonToken.END_OBJECT) {
      throw new MalformedFrame("an element is missing");
    }
    json.skipChildren();
  }

  private static void expect(@Nullable JsonToken actual, @Nullable JsonToken expected) {
    if (actual != expected) {
      throw new MalformedFrame("not the shape of a frame");
    }
  }

  @FunctionalInterface
  private interface Reading {
    Frame read(JsonParser json) throws IOException;
  }
}
