package io.netia.openapi.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * Descriptions of fields by name, for a name means the same in every record. Where it does not, the
 * name of the schema stands before it.
 */
final class FieldTexts {

  private static final String FILE = "fields.properties";

  private final Properties texts = new Properties();

  FieldTexts() {
    try (InputStream file =
        Objects.requireNonNull(FieldTexts.class.getResourceAsStream(FILE), FILE)) {
      texts.load(new InputStreamReader(file, UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The description of a field, or an empty text. */
  String of(String schema, String field) {
    return texts.getProperty(schema + "." + field, texts.getProperty(field, ""));
  }
}
