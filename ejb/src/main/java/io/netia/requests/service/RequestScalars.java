package io.netia.requests.service;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.netia.input.Input;
import io.netia.input.Texts;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How values of a request become scalars. Callers send forms, query strings and JSON, so each type
 * is also read from its text: {@code "1"} is a number and a flag. A blank text is null. A value of
 * another type is an error of its field and does not end the reading; where a free object is
 * expected, it is nothing.
 */
final class RequestScalars extends SimpleModule {

  private static final long serialVersionUID = 1L;
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  RequestScalars() {
    super("netia-request-scalars");
    add(
        String.class,
        String::isBlank,
        text -> Texts.isBroken(text) ? Optional.empty() : Optional.of(text));
    add(Boolean.class, String::isEmpty, RequestScalars::flag);
    add(Long.class, String::isEmpty, text -> number(text, Long::parseLong));
    add(Integer.class, String::isEmpty, text -> number(text, Integer::parseInt));
    addDeserializer(Number.class, new RoundedNumber());
    add(Instant.class, String::isEmpty, Input::instantOf);
    add(
        LocalDate.class,
        String::isEmpty,
        text -> Input.instantOf(text).map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC)));
    add(UUID.class, text -> text.isEmpty() || Texts.isLiteralNothing(text), Input::uuidOf);
    addDeserializer(Map.class, new FreeObjectReader());
  }

  private <T> void add(
      Class<T> type, Predicate<String> nothing, Function<String, Optional<T>> reading) {
    addDeserializer(type, new Scalar<>(type, nothing, reading));
  }

  private static Optional<Boolean> flag(String text) {
    return switch (text) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static <T> Optional<T> number(String text, Function<String, T> reading) {
    try {
      return Optional.of(reading.apply(text.trim()));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  private static final class Scalar<T> extends StdScalarDeserializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient Function<String, Optional<T>> reading;
    private final transient Predicate<String> nothing;

    Scalar(Class<T> type, Predicate<String> nothing, Function<String, Optional<T>> reading) {
      super(type);
      this.reading = reading;
      this.nothing = nothing;
    }

    @Override
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.currentToken().isScalarValue() ? parser.getText() : null;
      if (text != null && nothing.test(text)) {
        return null;
      }
      Optional<T> value = text == null ? Optional.empty() : reading.apply(text);
      if (value.isEmpty()) {
        FieldErrors.invalid(parser, context);
      }
      return value.orElse(null);
    }
  }

  /**
   * A whole number. Takes a fraction in JSON as well, rounded: browsers that scale a page send
   * fractions.
   */
  private static final class RoundedNumber extends StdScalarDeserializer<Number> {

    private static final long serialVersionUID = 1L;

    RoundedNumber() {
      super(Number.class);
    }

    @Override
    public @Nullable Number deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.currentToken().isScalarValue() ? parser.getText() : null;
      if (text != null && text.isEmpty()) {
        return null;
      }
      if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
        text = String.valueOf(Math.round(parser.getDoubleValue()));
      }
      Optional<Integer> value =
          Optional.ofNullable(text)
              .flatMap(whole -> number(whole, Long::parseLong))
              .filter(number -> number >= -Integer.MAX_VALUE && number <= Integer.MAX_VALUE)
              .map(Long::intValue);
      if (value.isEmpty()) {
        FieldErrors.invalid(parser, context);
      }
      return value.orElse(null);
    }
  }

  /** Reads what is inside as it is: a text in it may be blank. */
  @SuppressWarnings("rawtypes")
  private static final class FreeObjectReader extends StdDeserializer<Map> {

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper PLAIN = new ObjectMapper();

    FreeObjectReader() {
      super(Map.class);
    }

    @Override
    public @Nullable Map<String, Object> deserialize(
        JsonParser parser, DeserializationContext context) throws IOException {
      JsonNode value = context.readTree(parser);
      return value.isObject() ? PLAIN.convertValue(value, OBJECT) : null;
    }
  }
}
