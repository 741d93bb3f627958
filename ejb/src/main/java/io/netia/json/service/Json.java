package io.netia.json.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.netia.limits.Budget;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * The JSON of the wire: snake_case names, nulls written, and two spellings of time chosen by type.
 * {@link LocalDateTime} is a row timestamp ({@code 2021-02-03T04:05:06}, UTC without zone); {@link
 * Instant} is a business timestamp ({@code 2021-02-03T04:05:06Z}). Both to the second: deployed
 * clients compare {@code sent_at} by the second.
 */
public final class Json {

  private static final int MAX_DEPTH = 100;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .setSerializationInclusion(JsonInclude.Include.ALWAYS)
          .registerModule(times());

  private static final ObjectMapper UNTRUSTED =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(Budget.Bodies.JSON_DEPTH)
                      .maxTokenCount(Budget.Bodies.JSON_TOKENS)
                      .maxNameLength(Budget.Bodies.JSON_NAME)
                      .maxNumberLength(Budget.Bodies.JSON_DIGITS)
                      .maxStringLength(Budget.Bodies.SIGNED_IN)
                      .build())
              // Names are the caller's, and the machine's table of texts is for ever.
              .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
              .build());

  private Json() {}

  /** Reads what comes from outside, within the bounds of {@link Budget.Bodies}. */
  public static ObjectMapper untrusted() {
    return UNTRUSTED;
  }

  /** The one configured mapper; thread-safe, never reconfigured. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** Renders a view. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A view could not be written as JSON", impossible);
    }
  }

  /** Renders a view for bytes on the wire (UTF-8). */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("A view could not be written as JSON", impossible);
    }
  }

  /** A row timestamp's spelling. */
  public static LocalDateTime row(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** Renders a free JSON object for a jsonb column. */
  public static String object(Map<String, ?> object) {
    return write(object);
  }

  private static SimpleModule times() {
    SimpleModule module = new SimpleModule("netia-times");
    module.addSerializer(
        Instant.class,
        new JsonSerializer<Instant>() {
          @Override
          public void serialize(Instant value, JsonGenerator generator, SerializerProvider provider)
              throws IOException {
            generator.writeString(seconds(LocalDateTime.ofInstant(value, ZoneOffset.UTC)) + "Z");
          }
        });
    module.addSerializer(
        LocalDateTime.class,
        new JsonSerializer<LocalDateTime>() {
          @Override
          public void serialize(
              LocalDateTime value, JsonGenerator generator, SerializerProvider provider)
              throws IOException {
            generator.writeString(seconds(value));
          }
        });
    module.addSerializer(
        LocalDate.class,
        new JsonSerializer<LocalDate>() {
          @Override
          public void serialize(
              LocalDate value, JsonGenerator generator, SerializerProvider provider)
              throws IOException {
            generator.writeString(value.toString());
          }
        });
    return module;
  }

  /** By hand, because a {@code DateTimeFormatter} is a tenth of the cost of rendering a message. */
  private static String seconds(LocalDateTime time) {
    StringBuilder text = new StringBuilder(20);
    int year = time.getYear();
    text.append(year < 1000 ? "0".repeat(4 - Integer.toString(year).length()) : "").append(year);
    two(text.append('-'), time.getMonthValue());
    two(text.append('-'), time.getDayOfMonth());
    two(text.append('T'), time.getHour());
    two(text.append(':'), time.getMinute());
    two(text.append(':'), time.getSecond());
    return text.toString();
  }

  private static void two(StringBuilder text, int value) {
    text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }
}
